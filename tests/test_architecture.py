"""Who may import whom, and other habits that a machine can watch."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from articles.extraction import records
from negotiations import models

ROOT = Path(__file__).parents[1]
SOURCES = [
    p
    for folder in ("accounts", "config", "negotiations", "articles", "evaluation")
    for p in (ROOT / folder).rglob("*.py")
]
STEPS = {
    "clean",
    "segment",
    "mentions",
    "introductions",
    "coreference",
    "quotations",
    "stances",
    "attribution",
    "dates",
    "quantities",
    "issues",
    "sides",
}
SHARED = {
    "records",
    "counts",
    "kinds",
    "parsed",
    "wordforms",
    "marks",
    "phrases",
    "units",
    "lexicon",
    "grammar",
    "stems",
    "cuewords",
    "events",
    "modals",
    "verdicts",
    "turns",
}  # what every step may use


def imports(path):
    """The modules that a file imports: "articles.models", or ".records" within a package."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = "." * node.level + (node.module or "")
            yield base
            if not node.module:
                yield from (base + name.name for name in node.names)


def test_the_record_does_not_know_the_intake():
    for path in (ROOT / "negotiations").rglob("*.py"):
        assert not [name for name in imports(path) if name.split(".")[0] == "articles"], path


def test_accounts_know_neither_the_record_nor_the_intake():
    for path in (ROOT / "accounts").rglob("*.py"):
        assert not [name for name in imports(path) if name.split(".")[0] in ("articles", "negotiations")], path


@pytest.mark.parametrize("package", ["articles.extraction.rules", "evaluation.scoring"])
def test_extraction_and_evaluation_need_no_django(package):
    probe = f"import sys, {package}; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", probe], cwd=ROOT).returncode == 0


@pytest.mark.parametrize("step", sorted(STEPS))
def test_a_step_of_the_extraction_imports_no_other_step(step):
    names = {
        name.lstrip(".").split(".")[0]
        for name in imports(ROOT / f"articles/extraction/{step}.py")
        if name.startswith(".")
    }
    assert names <= SHARED, names


ARITHMETIC = [
    "lanes",
    "timeline",
    "shapes",
    "axes",
    "labels",
    "counts",
    "listing",
    "addresses",
    "matrix",
    "matrix_picture",
    "rows",
    "days",
    "moves",
    "shifts",
    "changes",
    "contradictions",
    "accounts",
    "speakers",
    "voices",
    "ascriptions",
    "strands",
    "../articles/reports",
]


@pytest.mark.parametrize("module", ARITHMETIC)
def test_the_arithmetic_knows_no_models(module):
    names = set(imports(ROOT / f"negotiations/{module}.py"))
    assert not {name for name in names if "models" in name or name.startswith("django")}


def test_the_extraction_reads_no_clock_and_no_network():
    for path in (ROOT / "articles/extraction").rglob("*.py"):
        source = path.read_text()
        assert not re.search(r"\bdatetime\.now\b|\bdate\.today\b|\brandom\b|\brequests\b|\burllib\b", source), path


def test_files_and_functions_keep_to_their_size():
    for path in SOURCES:
        if "migrations" in path.parts:
            continue
        assert len(path.read_text().splitlines()) <= 400, path
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef):
                assert node.end_lineno - node.lineno < 50, (path, node.name)


def test_no_module_is_a_drawer_for_anything():
    assert not [path for path in SOURCES if path.stem in ("utils", "helpers", "managers", "services")]


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [(records.Stance, models.Stance), (records.Precision, models.Precision), (records.Basis, models.Attribution)],
)
def test_the_extraction_and_the_record_use_the_same_words(ours, theirs):
    assert {member.value for member in ours} == set(theirs.values)


def test_the_lock_names_no_index():
    lock = (ROOT / "requirements.lock").read_text()
    assert "://" not in lock
    assert "--index" not in lock
