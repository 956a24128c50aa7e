"""The servers that come with the program: they start, keep what they are told, and go."""

from __future__ import annotations

import os
import shutil
import signal
import socket
from pathlib import Path
from urllib.parse import urlsplit

import psycopg
import pytest
import redis

from config import postgres
from config.embedded import servers

from .conftest import await_that, processes_of

ECHO = 'import os; print(os.environ["DATABASE_URL"], os.environ["REDIS_URL"], os.environ["DATA"])'


def is_open(address: str) -> bool:
    parts = urlsplit(address)
    with socket.socket() as probe:
        return probe.connect_ex((parts.hostname, parts.port)) == 0


def refuses(address: str, password: str) -> bool:
    parts = urlsplit(address)
    forged = parts._replace(netloc=parts.netloc.replace(parts.password, password)).geturl()
    try:
        if address.startswith("redis"):
            redis.Redis.from_url(forged).ping()
        else:
            psycopg.connect(forged).close()
    except (psycopg.OperationalError, redis.RedisError):
        return True
    return False


def test_both_servers_start_answer_and_go(data):
    with servers(data, throwaway=True) as addresses:
        with psycopg.connect(addresses["DATABASE_URL"]) as connection:
            assert connection.execute("SHOW server_version_num").fetchone()[0] >= "180000"
        with redis.Redis.from_url(addresses["REDIS_URL"]) as client:
            assert client.ping()
        assert len(processes_of(data)) >= 2
    assert not any(is_open(address) for address in addresses.values())
    assert processes_of(data) == []


def test_what_they_were_told_is_there_after_a_second_start(data):
    with servers(data) as addresses:
        with psycopg.connect(addresses["DATABASE_URL"]) as connection:
            connection.execute("CREATE TABLE note AS SELECT 'kept' AS word")
        with redis.Redis.from_url(addresses["REDIS_URL"]) as client:
            client.set("word", "kept")
    with servers(data) as addresses:
        with psycopg.connect(addresses["DATABASE_URL"]) as connection:
            assert connection.execute("SELECT word FROM note").fetchone() == ("kept",)
        with redis.Redis.from_url(addresses["REDIS_URL"], decode_responses=True) as client:
            assert client.get("word") == "kept"


def test_they_ask_for_their_password_and_the_superuser_cannot_come_in(data):
    with servers(data, throwaway=True) as addresses:
        assert all(refuses(address, "guessed") for address in addresses.values())
        parts = urlsplit(addresses["DATABASE_URL"])
        with pytest.raises(psycopg.OperationalError, match="no pg_hba"):
            psycopg.connect(host=parts.hostname, port=parts.port, user="postgres", dbname="postgres")


def test_the_kept_password_is_for_its_owner_alone(data):
    with servers(data):
        assert (data / "database" / "password").stat().st_mode & 0o777 == 0o600


def test_servers_that_the_environment_gives_are_used(data, monkeypatch):
    given = {"DATABASE_URL": "postgresql://elsewhere/points", "REDIS_URL": "redis://elsewhere/0"}
    for name, address in given.items():
        monkeypatch.setenv(name, address)
    with servers(data) as addresses:
        assert addresses == given
        assert processes_of(data) == []


def test_a_path_longer_than_a_socket_may_have_is_no_hindrance(data):
    with servers(data / ("deep" * 20) / ("deeper" * 20), throwaway=True) as addresses:
        assert is_open(addresses["DATABASE_URL"])


@pytest.mark.skipif(os.geteuid() != 0, reason="only root hands its servers to another account")
def test_root_starts_them_below_a_folder_that_is_closed_to_others(data, monkeypatch):
    data.mkdir(mode=0o700)
    package = postgres.PROGRAMS.parents[1]
    for folder in package.parent.glob(f"{package.name}*"):
        shutil.copytree(folder, data / folder.name)
    monkeypatch.setattr(postgres, "PROGRAMS", data / postgres.PROGRAMS.relative_to(package.parent))
    with servers(data, throwaway=True) as addresses:
        assert is_open(addresses["DATABASE_URL"])
        assert all(Path(f"/proc/{number}").stat().st_uid != 0 for number in processes_of(data))
    assert data.stat().st_mode & 0o777 == 0o700


def test_a_number_of_another_process_in_the_note_of_a_crash_is_no_hindrance(data):
    with servers(data):
        pass
    (data / "database" / "data" / "postmaster.pid").write_text(f"{os.getpid()}\n")
    postgres.clear_after_crash(data / "database" / "data")
    with servers(data) as addresses:
        assert is_open(addresses["DATABASE_URL"])


def test_a_command_runs_beside_them_and_its_exit_code_is_handed_on(commands):
    script = f"{ECHO}; raise SystemExit(7)"
    code, output = commands.run("config.embedded", "--throwaway", "python3", "-c", script)
    database, broker, folder = output.split()
    assert code == 7
    assert urlsplit(database).hostname == urlsplit(broker).hostname == "127.0.0.1"
    assert not Path(folder).exists()
    assert processes_of(commands.data) == []


def test_a_second_run_on_the_same_folder_says_so_in_one_sentence(data, commands):
    with servers(data):
        code, output = commands.run("config.embedded", "true")
    assert code == 1
    assert output.startswith("Another run uses ")
    assert output.count("\n") == 1


def test_a_server_that_cannot_start_says_so_in_one_sentence(data, commands):
    with servers(data):
        pass
    (data / "database" / "data" / "PG_VERSION").write_text("9\n")
    code, output = commands.run("config.embedded", "true")
    assert code == 1
    assert output.startswith("PostgreSQL has ended (")
    assert output.count("\n") == 1


def test_a_killed_run_takes_its_servers_along_and_the_next_one_starts(commands):
    run = commands.start("config.embedded", "python3", "-uc", f"{ECHO}; input()")
    run.stdout.readline()
    run.send_signal(signal.SIGKILL)
    code, output = commands.run("config.embedded", "python3", "-c", ECHO)
    assert code == 0, output
    await_that(lambda: processes_of(commands.data) == [], "all processes have gone")


def test_sigterm_ends_the_command_and_its_servers(commands):
    run = commands.start("config.embedded", "python3", "-uc", f"{ECHO}; import time; time.sleep(600)")
    run.stdout.readline()
    run.send_signal(signal.SIGTERM)
    assert run.wait(60) == 128 + signal.SIGTERM
    assert processes_of(commands.data) == []
