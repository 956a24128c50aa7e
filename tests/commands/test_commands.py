"""The commands and the documents that tell of them."""

import os
import re
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import call_command

from articles.extraction.records import Stance
from config import running
from config.ports import CannotStart, check_port, free_port
from config.secrecy import kept_secret

ROOT = Path(__file__).parents[2]


def test_no_migration_is_missing(db):
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_the_project_passes_its_own_checks():
    call_command("check", fail_level="WARNING")


@pytest.mark.parametrize(("port", "sentence"), [("none", "is no port"), ("70000", "is no port"), ("0", "is no port")])
def test_a_port_that_is_none_is_told(port, sentence):
    with pytest.raises(CannotStart, match=sentence):
        check_port(port)


def test_a_port_that_is_taken_is_told_in_one_sentence(tmp_path):
    with socket.socket() as holder:
        holder.bind(("127.0.0.1", 0))
        holder.listen()
        port = str(holder.getsockname()[1])
        environment = os.environ | {"PORT": port, "DATA": str(tmp_path)}
        run = subprocess.run(
            [sys.executable, "-m", "config.running"], cwd=ROOT, env=environment, capture_output=True, text=True
        )
    assert run.returncode == 1
    assert run.stderr.startswith(f"Port {port} cannot be used")
    assert run.stderr.count("\n") == 1


def test_secrets_are_readable_by_nobody_else(tmp_path):
    assert kept_secret(tmp_path / "secret-key") == kept_secret(tmp_path / "secret-key")
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0


def test_a_free_port_is_free():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", free_port()))


def test_a_command_beside_servers_of_its_own_gets_their_addresses_and_gives_its_exit_code():
    probe = "import os, psycopg, redis, sys; psycopg.connect(os.environ['DATABASE_URL']).execute('SELECT 1'); redis.from_url(os.environ['REDIS_URL']).ping(); sys.exit(7)"  # fmt: skip
    environment = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "REDIS_URL")}
    command = [sys.executable, "-m", "config.embedded", "--throwaway", sys.executable, "-c", probe]
    assert subprocess.run(command, cwd=ROOT, env=environment).returncode == 7


@pytest.mark.parametrize(
    ("arrange", "sentence"),
    [
        (lambda case: None, "negotiation.json cannot be read"),
        (lambda case: (case / "negotiation.json").write_text("{"), "is not JSON"),
        (lambda case: (case / "negotiation.json").write_text('{"parties": [{}], "issues": []}'), "is no negotiation"),
        (
            lambda case: (case / "negotiation.json").write_text('{"parties": [], "issues": []}'),
            "meta.json cannot be read",
        ),
    ],
)
def test_a_case_that_cannot_be_read_is_told_in_one_sentence(tmp_path, arrange, sentence):
    arrange(tmp_path)
    command = [sys.executable, "-m", "articles.extraction", str(tmp_path), str(tmp_path / "out")]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert run.returncode == 2
    assert sentence in run.stderr
    assert run.stderr.count("\n") == 1


def test_the_compose_file_runs_what_make_run_runs():
    compose, docker = (ROOT / "docker-compose.yml").read_text(), (ROOT / "Dockerfile").read_text()
    assert ", ".join(f'"{part}"' for part in running.WORKER) in compose
    assert ", ".join(f'"{part}"' for part in running.WEB) in docker


@pytest.mark.parametrize("stance", Stance)
def test_every_stance_is_explained_in_the_codebook(stance):
    assert f"- `{stance.value}`:" in (ROOT / "docs/codebook.md").read_text()


def test_every_dependency_has_its_reason():
    project = (ROOT / "pyproject.toml").read_text()
    named = re.findall(r'^    "([a-z0-9-]+)', project, re.MULTILINE) + re.findall(r'"([a-z-]+)"', project[project.index("test = ["):].split("]")[0])  # fmt: skip
    reasons = (ROOT / "docs/dependencies.md").read_text().lower()
    assert len(named) > 20
    assert [name for name in named if name not in reasons] == []


def test_documents_that_the_readme_names_exist():
    for target in re.findall(r"\]\(([^)]+)\)", (ROOT / "README.md").read_text()):
        assert (ROOT / target).exists(), target
