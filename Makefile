# What one types: `make site` builds the website and the data, `make test` runs the tests.
# Both set up .venv from the locked packages when it is missing or out of date.

SHELL := /bin/sh
VENV := .venv
BIN := $(VENV)/bin
SITE := build/site
# The content's own options: `make site BUILD_ARGS=--clean`, `make test TEST_ARGS='-k symbols'`.
BUILD_ARGS ?=
SERVE_ARGS ?=
TEST_ARGS ?=
FUZZ_ARGS ?=
LINTED := src tests scripts

# One environment is shared by all targets: never two of them at once.
.NOTPARALLEL:
.DEFAULT_GOAL := site
.PHONY: site serve demo verify test checker check lint coverage fuzz docs figures evidence lock clean help

site: $(VENV)/.runtime ## build the website and the data packages into build/site
	$(BIN)/whereas build $(BUILD_ARGS)

serve: $(VENV)/.runtime ## build, watch, rebuild and reload
	$(BIN)/whereas serve $(SERVE_ARGS)

demo: $(VENV)/.runtime ## build and serve the invented demonstration, which uses every structure
	$(BIN)/whereas -C tests/publications/harbour serve $(SERVE_ARGS)

verify: $(VENV)/.runtime ## check the built site as a visitor's machine would get it
	$(BIN)/whereas verify $(SITE)

test: $(VENV)/.dev ## run the tests, those in a browser too
	sh scripts/install-browser.sh
	$(BIN)/python -m pytest $(TEST_ARGS)

checker: ## see to Java and the Nu Html Checker, which the tests of the HTML need
	sh scripts/install-java.sh

check: lint test ## everything that must hold before a change is merged

lint: $(VENV)/.dev ## style, types, walls between the rooms, workflows
	$(BIN)/ruff check $(LINTED)
	$(BIN)/ruff format --check $(LINTED)
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/zizmor --persona pedantic --strict-collection --offline --no-progress --quiet .github
	$(BIN)/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.dependabot .github/dependabot.yml

coverage: $(VENV)/.dev ## run the tests and list the lines they do not reach
	sh scripts/install-browser.sh
	mkdir -p build/cache
	$(BIN)/coverage run -m pytest $(TEST_ARGS)
	$(BIN)/coverage report

fuzz: $(VENV)/.dev ## judge a hundred thousand documents gone wrong; FUZZ_ARGS=COUNT SEED
	PYTHONPATH=tests $(BIN)/python -m evidence.fuzz $(FUZZ_ARGS)

docs: $(VENV)/.dev ## write the pages and the section that follow from the program
	$(BIN)/python scripts/docs.py

figures: $(VENV)/.dev ## print figures of the code, the build and the pages
	PYTHONPATH=tests $(BIN)/python -m bench.figures

evidence: $(VENV)/.dev ## write pictures, axe results, sizes and counts into build/evidence
	sh scripts/install-browser.sh
	sh scripts/install-java.sh
	PYTHONPATH=tests $(BIN)/python -m evidence

lock: $(VENV)/.dev ## choose the newest allowed packages and write the two locks
	sh scripts/lock.sh

clean: ## remove what was built and what the tools remember; .venv stays
	find build -mindepth 1 -maxdepth 1 ! -name .gitignore -exec rm -rf {} +
	rm -rf .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache

help: ## list the targets
	@sed -n 's/^\([a-z]*\):.*## /\1: /p' Makefile

# The stamps say which lock is installed. `dev` holds all of `runtime`, so it counts for both.
$(VENV)/.runtime: requirements.txt pyproject.toml scripts/setup.sh
	sh scripts/setup.sh runtime requirements.txt

$(VENV)/.dev: requirements-dev.txt pyproject.toml scripts/setup.sh
	sh scripts/setup.sh dev requirements-dev.txt
