# The README's two commands need no make; these are the same and the rest of the daily ones.
PYTHON ?= python3
BIN := .venv/bin
PORT ?= 8501
export PYRIGHT_PYTHON_IGNORE_WARNINGS := 1

.PHONY: run test check audit lint fix pictures requirements placement crash fuzz bench bench-big

run: .venv/app
	$(BIN)/streamlit run app.py --server.port $(PORT)

test: .venv/dev
	$(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder

check: lint audit test

# Known faults of the pinned packages, where the package index answers.
audit: .venv/dev
	$(BIN)/python -m tests.dependencies.audit

lint: .venv/dev
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/pyright --pythonpath $(BIN)/python

fix: .venv/dev
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

# Chromium leaves the pictures of the README and of docs in docs/pictures.
pictures: .venv/dev
	AFREFLECT_PICTURES=1 $(BIN)/python -m pytest tests/browser

# kill -9 two hundred times while answers are saved and an extract is kept; the tests do it twenty.
crash: .venv/dev
	AFREFLECT_CRASHES=200 $(BIN)/python -m pytest tests/storage/journal/test_crash.py

# Ten thousand damaged files; the tests try two thousand.
fuzz: .venv/dev
	AFREFLECT_FUZZ=10000 $(BIN)/python -m pytest tests/fuzz

# How long things take, as ratios against a named baseline in the same run.
bench: .venv/dev
	$(BIN)/python -m benchmarks.open_vault
	$(BIN)/python -m benchmarks.first_page
	$(BIN)/python -m benchmarks.pages
	$(BIN)/python -m benchmarks.false_alarms
	$(BIN)/python -m benchmarks.placement

# A gigabyte through the command line and 150 MB through Chromium: memory held, and seconds.
bench-big: .venv/dev
	$(BIN)/python -m benchmarks.big_file
	AFREFLECT_BIG_UPLOAD=150 $(BIN)/python -m pytest -s tests/browser/test_a_large_file.py

# Five thousand made-up answer sheets, placed, into docs/placement.md.
placement: .venv/dev
	$(BIN)/python -m benchmarks.population

# Which test keeps which requirement, into docs/requirements.md.
requirements: .venv/dev
	$(BIN)/python -m tests.requirements.table

.venv/app: requirements.txt
	$(PYTHON) -m venv .venv
	$(BIN)/pip install -q -r requirements.txt
	touch $@

.venv/dev: .venv/app tests/requirements.txt
	$(BIN)/pip install -q -r tests/requirements.txt
	touch $@
