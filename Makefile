# Each target does all of its set-up from a bare clone. `make help` lists them.
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
VNU    := .cache/vnu-jar/node_modules/vnu-jar/build/dist/vnu.jar
LIGHTHOUSE := .cache/lighthouse/node_modules/.bin/lighthouse

.DEFAULT_GOAL := help
.PHONY: help site publish preview test vnu lint check fuzz trust lowest bench pages screenshots docs clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-12s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# $(call npm,PACKAGE,VERSION): into .cache/PACKAGE.
npm = PUPPETEER_SKIP_DOWNLOAD=1 npm install --prefix .cache/$(1) --no-save --no-audit --no-fund --ignore-scripts --loglevel=error $(1)@$(2)

# $(call install,WHAT): into .venv, by uv where there is one, else by venv and pip.
define install
	@if command -v uv >/dev/null 2>&1; then \
	  { [ -x $(BIN)/python ] || uv venv -q -p '>=3.11' $(VENV); } && uv pip install -q -p $(VENV) -c constraints.txt $(1); \
	else \
	  { [ -x $(BIN)/python ] || $(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
	    echo "make: cannot make a virtual environment: install uv, or Python 3.11 or newer with its venv module (Debian: python3-venv)"; exit 1; }; } && \
	  $(BIN)/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "make: Python 3.11 or newer is needed (PYTHON=python3.12 make ...)"; exit 1; } && \
	  { [ -x $(BIN)/pip ] || $(BIN)/python -m ensurepip -q; } && $(BIN)/python -m pip install -q --disable-pip-version-check -c constraints.txt $(1); \
	fi
	@touch $@
endef

$(VENV)/.site: pyproject.toml constraints.txt
	$(call install,-e .)
$(VENV)/.test: pyproject.toml constraints.txt
	$(call install,-e '.[test]')
$(VENV)/.check: pyproject.toml constraints.txt
	$(call install,-e '.[test$(,)lint]')
$(VENV)/.bench: pyproject.toml constraints.txt
	$(call install,-e '.[test$(,)bench]')
, := ,

site: $(VENV)/.site ## Build the demo site into output/
	$(BIN)/pelican content -s pelicanconf.py -o output

publish: $(VENV)/.site ## Build it as it would be published (absolute links, feeds)
	$(BIN)/pelican content -s publishconf.py -o output

preview: $(VENV)/.site ## Build, serve and reload the demo site while you write
	$(BIN)/pelican-brief preview --open

test: $(VENV)/.test ## Run every test (browser tests where Chromium is found, the validator after `make vnu`)
	$(BIN)/python -m pytest -n 2 --dist loadfile

vnu: $(VNU) ## Install the HTML validator, with which `make test` then reads every page (needs npm, and Java to run it)
$(VNU):
	$(call npm,vnu-jar,26.9.27)

lint: $(VENV)/.check ## Lint, format and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check plugin tests benchmarks
	$(BIN)/mypy

check: lint ## Lint, format, types, and every test with coverage
	$(BIN)/python -m pytest -n 2 --dist loadfile --cov --cov-report=term

fuzz: $(VENV)/.test ## Run 100,000 mutated articles through the whole way
	$(BIN)/python -m tests.trust.fuzz --bodies 100000

trust: $(VENV)/.test ## Build the demo in many ways, and under faults: the same bytes, or a clear word
	$(BIN)/python -m tests.trust

lowest: ## Run the tests with the oldest dependencies that pyproject.toml allows (needs uv)
	uv venv -q --clear -p 3.11 .cache/lowest
	uv pip install -q -p .cache/lowest --resolution lowest-direct -e '.[test]'
	.cache/lowest/bin/python -m pytest -q -n 2 --dist loadfile --ignore=tests/browser

pages: $(VENV)/.test $(LIGHTHOUSE) ## Measure pages beside other themes: Lighthouse, bytes, requests (needs npm and Chromium)
	$(BIN)/python -m benchmarks.pages
$(LIGHTHOUSE):
	$(call npm,lighthouse,12.8.2)

screenshots: $(VENV)/.bench ## Take the README's pictures (needs Chromium)
	$(BIN)/python -m tests.screenshots

bench: $(VENV)/.bench ## Measure whole builds: make bench ARTICLES=archive.tar.xz (half an hour)
	$(BIN)/python -m benchmarks.speed $(ARTICLES)

docs: $(VENV)/.site ## Write the generated parts of the README
	$(BIN)/python -m tests.readme

clean: ## Remove what was built
	rm -rf output .cache cache
