"""How long the first results take: `python -m bench.search SLUG`, on a world that `bench.world` has made.

For 20,000 articles of about 4 kB with 20,000 positions: `python -m bench.world archive --positions 20000 --on-one 5000
--alone 15000 --words 600`. Whole pages are asked for, as a reader without an account, in this process: no network.
"""

from __future__ import annotations

import argparse
import os
import statistics
import time

import django

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()

from django.db import connection
from django.test import Client

QUESTIONS = {
    "a party": "q=northern+union",
    "a rare word": "q=dispatch+17",
    "a word of every article": "q=grain",
    "two common words": "q=grain+quotas",
    "a phrase, and one word without": "q=%22grain+quotas%22+-offer",
    "one or another": "q=steel+or+timber",
    "a misspelt name": "q=nothern+aliance",
    "a word that is nowhere": "q=xylophone",
    "filtered by party and days": "q=grain&party=southern-union&since=2023-01-01&until=2023-06-30",
    "filtered by outlet": "q=water+rights&outlet=Gazette",
    "one kind": "q=grain&kind=article",
    "newest first": "q=grain&sort=newest",
    "as of a day, as known on another": "q=pension&as_of=2023-06-01&known_on=2023-07-01",
    "no words, one outlet": "outlet=Gazette",
}


def milliseconds(client: Client, address: str) -> float:
    """How long a page takes."""
    began = time.perf_counter()
    if client.get(address).status_code != 200:
        raise SystemExit(f"{address} did not answer: is the world there?")
    return (time.perf_counter() - began) * 1000


def main() -> None:
    """Ask each question some times."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("slug")
    parser.add_argument("--times", type=int, default=15)
    asked = parser.parse_args()
    client = Client(SERVER_NAME="localhost")
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE articles_searchable")  # as it is on a server that has run for a while
    for words, query in QUESTIONS.items():
        address = f"/{asked.slug}/search/?{query}"
        milliseconds(client, address)
        took = sorted(milliseconds(client, address) for _ in range(asked.times))
        print(f"{words:34} median {statistics.median(took):6.1f} ms   slowest {took[-1]:6.1f} ms")


if __name__ == "__main__":
    main()
