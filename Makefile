# Sticking Points. `make run` runs it, `make test` tests it; both need Python >= 3.11 and nothing else.
#   make run [PORT=8000] [DATA=var]     make test [ARGS=tests/pages]     make env, lint, format, lock, train
ENOUGH := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(firstword $(foreach p,python3 python3.14 python3.13 python3.12 python3.11,$(shell $(p) -c '$(ENOUGH)' 2>/dev/null && echo $(p))))
VENV := .venv
STAMP := $(VENV)/locked
RUN := $(VENV)/bin/python
QUIET_PIP := PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_ROOT_USER_ACTION=ignore

.PHONY: run env test lint format lock train

# The program ends its children itself; make only passes SIGTERM on, to the process that `exec` leaves.
run: env
	@exec $(RUN) -m config.running

env: $(STAMP)

# A Debian without python3-venv has no pip to put into an environment: then a pip of the system fills it from outside.
$(STAMP): requirements.lock
	@"$(PYTHON)" -c '$(ENOUGH)' 2>/dev/null || \
	  { echo "Python 3.11 or newer is needed: install it, or name it with PYTHON=." >&2; exit 1; }
	@$(RUN) -c '' 2>/dev/null || { rm -rf $(VENV); "$(PYTHON)" -m venv $(VENV) >/dev/null 2>&1; } || \
	  { rm -rf $(VENV); "$(PYTHON)" -m pip --version >/dev/null 2>&1 && "$(PYTHON)" -m venv --without-pip $(VENV); } || \
	  { rm -rf $(VENV); echo "Python cannot make an environment: install Debian's package python3-venv." >&2; exit 1; }
	@echo "Installing the locked dependencies into $(VENV) ..."
	@if $(RUN) -m pip --version >/dev/null 2>&1; then set -- $(RUN) -m pip; else set -- "$(PYTHON)" -m pip --python $(RUN); fi; \
	  $(QUIET_PIP) "$$@" install --quiet --quiet --require-hashes --no-deps --requirement requirements.lock
	@touch $@

# ARGS narrows it: make test ARGS="tests/pages -k matrix"
test: lint
	@exec $(RUN) -m config.embedded --throwaway $(RUN) -m pytest $(ARGS)

lint: env
	@$(VENV)/bin/ruff check --quiet .
	@$(VENV)/bin/ruff format --check --quiet .

format: env
	@$(VENV)/bin/ruff check --quiet --fix .
	@$(VENV)/bin/ruff format --quiet .

# After a change of pyproject.toml; --upgrade in ARGS takes newer versions.
lock:
	@command -v uv >/dev/null || { echo "uv is needed for this: pip install uv." >&2; exit 1; }
	uv pip compile pyproject.toml --extra test --universal --python-version 3.11 --generate-hashes \
	  --no-header --no-annotate --quiet --output-file requirements.lock $(ARGS)
	uv pip compile pyproject.toml --extra train --universal --python-version 3.11 --generate-hashes \
	  --constraint requirements.lock --no-header --no-annotate --quiet --output-file requirements-train.lock $(ARGS)

# The reader's weights, learnt anew from the corpus; ARGS=--cross only tells what they are worth. See docs/reading.md.
train: env
	@$(RUN) -c 'import sklearn' 2>/dev/null || \
	  $(QUIET_PIP) $(RUN) -m pip install --quiet --require-hashes --no-deps --requirement requirements-train.lock
	@exec $(RUN) -m evaluation.train $(ARGS)
