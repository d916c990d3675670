# Two commands: `make run` reads the sample corpus, `make test` passes the tests.
PYTHON ?= $(shell for p in python3.11 python3.12 python3.13 python3; do command -v $$p && break; done)
VENV := .venv
BIN := $(VENV)/bin
# A lock names all that is needed, so pip looks for nothing more; modules are compiled behind it, on all processors, and one
# that cannot be (a template among them) stops nothing.
INSTALL := -m pip install --disable-pip-version-check -q --no-deps --no-compile
COMPILE := -m compileall -q -j 0

.PHONY: run test soak check format docs lock clean bench bench-whole
run: $(VENV)/.installed
	$(BIN)/solieu run

# A file stays with one worker (its servers start once), files in their order, so that long ones are not left to the end.
test: $(VENV)/.installed-dev $(VENV)/.installed-frictionless
	$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder

# Long runs: thousands of damaged documents for every reader. SOLIEU_FUZZ_EXAMPLES=20000 makes them longer.
soak: $(VENV)/.installed-dev $(VENV)/.installed-frictionless
	$(BIN)/python -m pytest -m soak

check: $(VENV)/.installed-dev
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/yamllint --strict -c .yamllint.yml .

format: $(VENV)/.installed-dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

$(VENV)/bin/python:
	@"$(PYTHON)" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' || \
	  { echo "solieu needs Python 3.11, 3.12 or 3.13: make run PYTHON=/path/to/python3.11" >&2; exit 2; }
	@"$(PYTHON)" -c 'import ensurepip' 2>/dev/null || \
	  { echo "this Python has no venv module (Debian: apt-get install python3-venv)" >&2; exit 2; }
	"$(PYTHON)" -m venv $(VENV)

$(VENV)/.installed: requirements.lock pyproject.toml | $(VENV)/bin/python
	$(BIN)/python $(INSTALL) -r requirements.lock
	$(BIN)/python $(INSTALL) --no-build-isolation -e .
	-$(BIN)/python $(COMPILE) $(VENV)/lib
	@touch $@

# All at once, the packages of `make run` among them.
$(VENV)/.installed-dev: requirements-dev.lock requirements.lock pyproject.toml | $(VENV)/bin/python
	$(BIN)/python $(INSTALL) -r requirements.lock -r requirements-dev.lock
	$(BIN)/python $(INSTALL) --no-build-isolation -e .
	-$(BIN)/python $(COMPILE) $(VENV)/lib
	@touch $(VENV)/.installed $@

# Checks our data packages in an environment of its own: it brings another guesser of encodings, which ours do not need.
$(VENV)/.installed-frictionless: tools/frictionless.lock | $(VENV)/bin/python
	$(BIN)/python -m venv $(VENV)/frictionless
	$(VENV)/frictionless/bin/python $(INSTALL) -r $<
	-$(VENV)/frictionless/bin/python $(COMPILE) $(VENV)/frictionless/lib
	@touch $@

# What extraction is compared with in `make bench`: another segmenter, with other versions than ours.
$(VENV)/.installed-pyvi: tools/pyvi.lock | $(VENV)/bin/python
	$(BIN)/python -m venv $(VENV)/pyvi
	$(VENV)/pyvi/bin/python $(INSTALL) -r $<
	@touch $@

# Brings the lists of commands and sources in the papers up to date.
docs: $(VENV)/.installed
	$(BIN)/python -m flows.listings

# Needs uv; writes the pinned versions for Python 3.11 to 3.13 without any address.
lock:
	uv pip compile --universal --python-version 3.11 --no-header --no-annotate --no-emit-index-url \
	  -q pyproject.toml tools/build-requirements.in -o requirements.lock
	uv pip compile --universal --python-version 3.11 --no-header --no-annotate --no-emit-index-url \
	  -q --extra dev -c requirements.lock pyproject.toml -o requirements-dev.lock
	uv pip compile --universal --python-version 3.11 --no-header --no-annotate --no-emit-index-url \
	  -q tools/frictionless.in -o tools/frictionless.lock
	uv pip compile --universal --python-version 3.11 --no-header --no-annotate --no-emit-index-url \
	  -q tools/pyvi.in -o tools/pyvi.lock

# Speed and memory as ratios within one run: extraction to underthesea's own pass, reading pages to trafilatura, PDF to
# pdfplumber, a crawl to reading from memory, processes to one another; how many facts of the sample articles come back
# from pages, Word files and PDFs of the same text; a store of a million facts on SQLite and on a PostgreSQL of its own,
# which takes most of an hour; then what became worse than it was.
bench: $(VENV)/.installed-dev $(VENV)/.installed-pyvi
	$(BIN)/python bench/segmentation.py --profile
	$(BIN)/python -m bench.stages
	$(BIN)/python bench/reading.py
	$(BIN)/python bench/pdf_reading.py
	$(BIN)/python bench/round_trips.py
	$(BIN)/python bench/crawling.py
	$(BIN)/python bench/comparing.py
	$(BIN)/python -m bench.gate

# An hour and more: 20,000 articles through `solieu run`, killed in the middle, on both databases.
bench-whole: $(VENV)/.installed-dev
	$(BIN)/python -m bench.whole_runs sqlite
	$(BIN)/python -m bench.whole_runs postgresql

clean:
	rm -rf $(VENV) data .pytest_cache .mypy_cache .ruff_cache
