# Two commands do all that people need: `make start` and `make test`. The rest are their parts.
PORT ?= 8000
PYTHON ?= python3
BIN := .venv/bin
export PATH := $(CURDIR)/.venv/bin:$(PATH)

.PHONY: start test check bench book lock clean

start: .venv/ready ## set up, build the book and a fictional demo cohort, serve both on 127.0.0.1
	@$(BIN)/python demo/start.py --port $(PORT)

test: .venv/ready-for-tests ## set up what tests need, then run every check
	@scripts/test.sh

check: .venv/ready ## content only
	@$(BIN)/peersteps check

book: .venv/ready ## build the web book into _build/site
	@$(BIN)/peersteps build -o _build/site

bench: .venv/ready-for-tests ## measure every figure that the docs name
	@for one in benchmarks/[a-z]*.py; do echo "== $$one"; $(BIN)/python $$one || exit 1; done

.venv/ready: requirements/start.txt pyproject.toml scripts/environment.sh
	@PYTHON=$(PYTHON) scripts/environment.sh requirements/start.txt
	@touch $@

.venv/ready-for-tests: requirements/test.txt pyproject.toml scripts/environment.sh scripts/test-tools.sh package-lock.json
	@PYTHON=$(PYTHON) scripts/environment.sh requirements/test.txt
	@scripts/test-tools.sh
	@touch .venv/ready $@

lock: ## write the locks again from pyproject.toml
	@scripts/lock.sh

clean:
	rm -rf .venv _build node_modules
