# make run: start the product · make test: all tests · make check: format, types, layers, dialogues
# make eval: how well replies are understood, what scores are worth · make train: learn the weights anew (an hour)
# make bench: speed
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready

.PHONY: run test check code dialogues eval figures proof train bench clean

run: $(READY)
	@$(BIN)/peilian run

test: $(READY)
	$(BIN)/pytest -q -n auto --dist loadfile

check: $(READY)
	@$(MAKE) --no-print-directory -j 2 -O code dialogues

code: $(READY)
	$(BIN)/ruff format --check bot tests
	$(BIN)/ruff check bot tests
	$(BIN)/mypy
	$(BIN)/lint-imports

dialogues: $(READY)
	$(BIN)/peilian check

eval: $(READY)
	@$(MAKE) --no-print-directory -j 2 -O figures proof

figures: $(READY)
	$(BIN)/python -m tests.evaluate $(if $(ACCEPT),--accept)

proof: $(READY)
	$(BIN)/python -m tests.proof

train: $(READY)
	@test -f /usr/share/dict/american-english || { echo "apt-get install wamerican wbritish"; exit 1; }
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[train]'
	$(BIN)/python -m tests.train

bench: $(READY)
	$(BIN)/python -m tests.bench
	$(BIN)/python -m tests.bench_voice
	$(BIN)/python -m tests.bench_firm
	$(BIN)/python -m tests.bench_reports

$(READY): pyproject.toml constraints.txt
	@command -v $(PYTHON) >/dev/null || { echo "需要 Python 3.11+ / Python 3.11 or newer is needed"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev,voice]'
	@touch $@

clean:
	rm -rf $(VENV) var
