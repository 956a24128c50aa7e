"""The compose file and the Dockerfile, read as text: no engine can be relied on where tests run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[2]
COMPOSE = yaml.safe_load((ROOT / "docker-compose.yml").read_text())
SERVICES = COMPOSE["services"]
DOCKERFILE = (ROOT / "Dockerfile").read_text()
OURS = ("migrate", "web", "worker", "beat")


def test_all_parts_are_there():
    assert set(SERVICES) == {"migrate", "web", "worker", "beat", "database", "broker", "proxy"}
    assert SERVICES["proxy"]["profiles"] == ["proxy"]
    assert [name for name, service in SERVICES.items() if "profiles" in service] == ["proxy"]


@pytest.mark.parametrize("name", SERVICES)
def test_every_part_is_read_only_and_has_no_rights_to_spare(name):
    service = SERVICES[name]
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in service["security_opt"]
    assert not service.get("privileged")
    assert "network_mode" not in service


@pytest.mark.parametrize("name", SERVICES)
def test_every_part_that_lasts_tells_how_it_is(name):
    check = SERVICES[name].get("healthcheck", {})
    assert check.get("test") or (check.get("disable") and SERVICES[name]["restart"] == "no")


@pytest.mark.parametrize("name", SERVICES)
def test_every_image_can_be_pinned_by_a_variable(name):
    assert re.fullmatch(r"\$\{[A-Z]+_IMAGE:-[a-z-]+(:[\w.-]+)?\}", SERVICES[name]["image"])
    assert ":latest" not in SERVICES[name]["image"]


def test_the_servers_are_those_that_we_test_with():
    assert SERVICES["database"]["image"].endswith(":-postgres:18}")
    assert SERVICES["broker"]["image"].endswith(":-redis:8}")
    assert "--appendonly yes" in " ".join(SERVICES["broker"]["command"])


def test_secrets_are_asked_for_and_none_is_written_down():
    environment = SERVICES["web"]["environment"]
    for name in ("SECRET_KEY", "DATABASE_URL", "REDIS_URL", "ALLOWED_HOSTS"):
        assert re.search(r"\$\{\w+:\?[^}]+\}", environment[name]), name
    assert environment["HTTPS"] == "1"


def test_only_the_proxy_is_reached_from_outside():
    open_to_all = [name for name, s in SERVICES.items() if any(not p.startswith("127.0.0.1:") for p in s.get("ports", []))]  # fmt: skip
    assert open_to_all == ["proxy"]
    caddy = (ROOT / "Caddyfile").read_text()
    assert "header_up X-Forwarded-For {remote_host}" in caddy, "what a visitor made up is not passed on"


def test_what_waits_for_what():
    for name in ("web", "worker", "beat"):
        assert SERVICES[name]["depends_on"]["migrate"]["condition"] == "service_completed_successfully"
        assert SERVICES[name]["depends_on"]["broker"]["condition"] == "service_healthy"
    assert SERVICES["migrate"]["depends_on"]["database"]["condition"] == "service_healthy"
    assert "container_name" not in SERVICES["worker"], "there may be several"
    assert "ports" not in SERVICES["worker"]


def test_what_lasts_lies_in_volumes():
    kept = {volume.split(":")[0] for service in SERVICES.values() for volume in service.get("volumes", [])}
    assert kept - {"./Caddyfile"} == set(COMPOSE["volumes"])


def test_the_image_is_built_in_stages_and_runs_as_nobody():
    stages = re.findall(r"^FROM (\S+)", DOCKERFILE, flags=re.M)
    assert stages == ["${PYTHON_IMAGE}"] * 2
    last = DOCKERFILE.rsplit("FROM ", 1)[1]
    (user,) = re.findall(r"^USER (\d+)", last, flags=re.M)
    assert int(user) >= 1000
    assert "pip install" not in last
    assert "HEALTHCHECK" in last
    assert not re.search(r"^(ADD|RUN .*chmod .*777|RUN .*curl .*\| *sh)", DOCKERFILE, flags=re.M)
    assert "--require-hashes" in DOCKERFILE


@pytest.mark.parametrize("secret", ["PASSWORD", "TOKEN", "SECRET_KEY"])
def test_no_secret_stays_in_the_image(secret):
    assert not re.search(rf"^(ENV|ARG) .*{secret}", DOCKERFILE, flags=re.M)


def test_what_is_not_needed_does_not_go_in():
    left_out = (ROOT / ".dockerignore").read_text().split()
    assert {".git", ".venv", "var", "tests", ".env"} <= set(left_out)
