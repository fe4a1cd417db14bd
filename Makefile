# The two commands a newcomer needs are `make demo` and `make test`; `make help` lists the rest.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO := demo

.PHONY: help demo test check format bench docs lock clean long

help:
	@sed -n 's/^## //p' $(MAKEFILE_LIST)

$(VENV)/ready: requirements/dev.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' || \
		{ echo "Chapeau needs Python 3.11, 3.12 or 3.13; name one with: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

## make demo     carry the example case to a dossier and say where it lies
demo: $(VENV)/ready
	$(BIN)/chapeau run examples/two-rivers/reports --settings examples/two-rivers/case.toml --case $(DEMO) --as "The demo" --now 2031-05-02T09:00:00Z

## make test     all tests that take minutes rather than hours
test: $(VENV)/ready
	$(BIN)/python -m pytest -m "not long" --cov --cov-report=term:skip-covered

## make long     the long tests: faults, kills, scale
long: $(VENV)/ready
	$(BIN)/python -m pytest -m long

## make check    lint, types, floors, documentation that matches the program
check: $(VENV)/ready
	$(BIN)/ruff format --check src tests bench
	$(BIN)/ruff check src tests bench
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/cog --check docs/*.md README.md

## make format   lay out the code and rewrite what the documentation prints
format: $(VENV)/ready
	$(BIN)/ruff check --fix-only src tests bench
	$(BIN)/ruff format src tests bench
	$(BIN)/cog -r docs/*.md README.md

## make bench    figures against public data sets and of speed; writes bench/RESULTS.md
bench: $(VENV)/ready
	$(BIN)/python -m bench

## make lock     write requirements/dev.txt anew
lock: $(VENV)/ready
	$(BIN)/python -m pip install --quiet uv
	$(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --quiet requirements/dev.in --output-file requirements/dev.txt

clean:
	rm -rf $(VENV) $(DEMO) .pytest_cache .mypy_cache .ruff_cache .coverage
