# Sticking Points. `make run` runs it, `make test` tests it; both need Python >= 3.11 and nothing else.
PYTHON ?= $(firstword $(foreach p,python3 python3.14 python3.13 python3.12 python3.11,$(shell $(p) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $(p))))
VENV := .venv
STAMP := $(VENV)/locked
RUN := $(VENV)/bin/python

.PHONY: env run test lint lock

env: $(STAMP)

$(STAMP): requirements.lock
	@test -n "$(PYTHON)" || { echo "Python 3.11 or newer is needed: install it, or name it with PYTHON=." >&2; exit 1; }
	@test -x $(RUN) || { rm -rf $(VENV); $(PYTHON) -m venv $(VENV) >/dev/null 2>&1; } || \
	  { rm -rf $(VENV); $(PYTHON) -m venv --without-pip $(VENV) && $(PYTHON) -m pip --version >/dev/null 2>&1; } || \
	  { rm -rf $(VENV); echo "Python cannot make an environment: install Debian's package python3-venv." >&2; exit 1; }
	@echo "Installing the locked dependencies into $(VENV)"
	@if $(RUN) -m pip --version >/dev/null 2>&1; then PIP="$(RUN) -m pip"; else PIP="$(PYTHON) -m pip --python $(RUN)"; fi; \
	  PIP_DISABLE_PIP_VERSION_CHECK=1 $$PIP install --quiet --quiet --require-hashes --no-deps -r requirements.lock
	@touch $@

# The children are asked to stop by the program itself; make only passes the signal on.
run: env
	@exec $(RUN) -m config.running

test: env lint
	@$(RUN) -m config.embedded $(RUN) -m pytest $(ARGS)

lint: env
	@$(VENV)/bin/ruff check --quiet .
	@$(VENV)/bin/ruff format --check --quiet .

# Needs uv; run after a change of pyproject.toml.
lock:
	uv pip compile pyproject.toml --extra test --universal --python-version 3.11 --generate-hashes \
	  --no-header --no-annotate --quiet --output-file requirements.lock
