# What people, pre-commit and CI call. `make help` lists it.
PYTHON ?= python3
BIN := .venv/bin
SETUP := $(PYTHON) scripts/setup.py

.DEFAULT_GOAL := help
.PHONY: help run test test-times test-slow test-deploy chaos fuzz audit check format types bench spec lock clean

help:  ## this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-11s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run:  ## get what is missing, then start the demo centre; Ctrl-C ends it
	@$(SETUP)
	@$(BIN)/cti demo

test:  ## get what is missing, then run all checks and all tests
	@$(SETUP) --tests
	@$(MAKE) --no-print-directory check
	@$(BIN)/python -m scripts.twice

test-times:  ## what the tests cost in processor time, by file and by test: all of them, or TESTS="tests/cti …"
	rm -rf build/test-times
	-PYTHONDONTWRITEBYTECODE= $(BIN)/pytest -q -p scripts.costs $(TESTS)
	@$(BIN)/python -m scripts.costs

test-slow:  ## the tests that take long, which `make test` leaves out
	@$(SETUP) --tests
	$(BIN)/pytest -m slow

test-deploy:  ## as root: the units under a real systemd and the images, built and run, and the house of compose (long)
	@$(SETUP) --tests --deploying
	$(BIN)/pytest -m slow -rs -o log_cli=true --log-cli-level=INFO tests/deploy/test_units_run.py \
		tests/deploy/test_image_built.py tests/deploy/test_compose_run.py

STORIES ?= 50000
chaos:  ## kill, cut, freeze and fill up a running house; tell 50,000 stories in virtual time (STORIES=n)
	@$(SETUP) --tests
	CORDBOARD_STORIES=$(STORIES) $(BIN)/pytest -m "chaos or not chaos" tests/calls/test_chaos.py tests/calls/test_killed.py
	$(BIN)/pytest -m chaos -s tests/chaos

fuzz:  ## ask the HTTP API what it does not expect, for about an hour
	@$(SETUP) --tests
	FUZZ_EXAMPLES=100 $(BIN)/pytest tests/server/web/test_fuzzed_api.py

audit:  ## known holes in what we depend on, and licences
	@$(BIN)/python -m scripts.audit

check:  ## format, lint, types, layers: fast, starts nothing
	@$(PYTHON) -m scripts.side_by_side

format:  ## put the Python files into shape
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

types:  ## write what is made from the Python: types of the pages, drawings of the tables
	$(BIN)/python -m scripts.gen_types
	$(BIN)/python -m scripts.draw
	$(BIN)/python -m scripts.diagrams
	$(BIN)/python -m scripts.asyncapi

bench:  ## measure, and print the figures
	@$(SETUP) --tests
	$(BIN)/python -m bench

spec:  ## which numbered features passing tests cover
	$(BIN)/python -m scripts.spec

lock:  ## write requirements.lock and runtime.lock anew from pyproject.toml (needs uv)
	scripts/lock.sh

clean:  ## remove everything that was fetched or built; data stay
	rm -rf .venv build web/node_modules web/dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
