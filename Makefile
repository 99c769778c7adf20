# opspor: the commands. `make run` and `make test` each work alone and first on a bare machine.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed

.PHONY: setup run test check bench screens walk look-book guide torture fuzz retention cases package bench-package clean lock

setup: $(STAMP)

# pip is called from outside the environment, so that Debian's python3-venv (ensurepip) is not needed.
$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "opspor skal bruge Python 3.11 eller nyere: make PYTHON=python3.12 ..."; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv --without-pip $(VENV)
	@$(PYTHON) -m pip --version >/dev/null 2>&1 || { echo "pip mangler. Kør: sudo apt-get install -y python3-pip"; exit 1; }
	$(PYTHON) -m pip --python $(BIN)/python --disable-pip-version-check install --quiet --require-hashes -r requirements.lock
	$(PYTHON) -m pip --python $(BIN)/python --disable-pip-version-check install --quiet --no-deps --no-build-isolation -e .
	@sh installer/system_libraries.sh $(BIN)/python
	@touch $@

run: setup
	@$(BIN)/python installer/run_demo.py

test: setup
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest -n auto --dist loadfile

check: setup
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/deptry .
	$(BIN)/python -m opspor forms check
	$(BIN)/python installer/house_rules.py

bench: setup
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.bench

# Every page of four houses in six looks, and the sheets of docs/billeder.
screens: setup
	rm -rf build/screens
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m opspor screens build/screens
	PYTHONPATH=. $(BIN)/python installer/contact_sheets.py build/screens docs/billeder/sider

# The pictures of docs/design-language.md.
look-book: setup
	PYTHONPATH=. QT_QPA_PLATFORM=offscreen $(BIN)/python installer/look_book.py

# The pictures of the user guide, cut from the screens of a demo, and the guide as PDF in dist/.
guide: setup
	rm -rf build/guide
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m opspor demo build/guide
	PYTHONPATH=. QT_QPA_PLATFORM=offscreen $(BIN)/python installer/guide.py build/guide/screens resources/guide dist

# Every page in three themes and two sizes: names, keys, targets, contrast, what a screen reader is told.
walk: setup
	QT_QPA_PLATFORM=offscreen OPSPOR_WALK=all $(BIN)/python -m pytest tests/desktop/test_every_page.py

# The main job as a screen reader meets it, over AT-SPI, into docs/skaermlaeser.md. Says which apt packages it needs.
spi: setup
	$(BIN)/python -m tests.spi

torture: setup
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.torture

fuzz: setup
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.torture addresses briefs access

# 2,000 histories against an oracle: nothing is kept too long, nothing goes too early.
retention: setup
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m tests.torture retention

# The 24 written stories by keyboard; the papers are kept in build/cases.
cases: setup
	QT_QPA_PLATFORM=offscreen OPSPOR_CASES=build/cases $(BIN)/python -m pytest tests/e2e/cases -p no:randomly

# The program as it is installed, in dist/. Two environments of its own: what a developer uses must not travel along.
package: setup
	@for name in env tools; do test -x build/package/$$name/bin/python || $(PYTHON) -m venv --without-pip build/package/$$name; done
	$(PYTHON) -m pip --python build/package/env/bin/python --disable-pip-version-check install --quiet --require-hashes -r installer/package.lock
	$(PYTHON) -m pip --python build/package/tools/bin/python --disable-pip-version-check install --quiet --require-hashes -r installer/parts.lock
	PYTHONPATH=. QT_QPA_PLATFORM=offscreen build/package/env/bin/python installer/package.py build/package/tools/bin/cyclonedx-py
	$(BIN)/python -m build --no-isolation --wheel --outdir dist
	PYTHONPATH=. $(BIN)/python installer/sign.py describe dist

# From starting the packed program to its picture, against a bare window that is packed the same way. Needs Xvfb.
bench-package: setup
	@test -x build/package/folder/opspor/opspor || { echo "Byg først: make package"; exit 1; }
	build/package/env/bin/python -m PyInstaller --noconfirm --log-level ERROR --distpath build/package/folder --workpath build/package/work installer/bare.spec
	$(BIN)/python -m tests.bench.packaged

# Writes the exact versions that `make setup` installs, with hashes, from the ranges in pyproject.toml.
LOCK := --quiet --generate-hashes --allow-unsafe --strip-extras --no-header --no-emit-index-url --no-emit-find-links --no-emit-trusted-host
lock: setup
	$(PYTHON) -m pip --python $(BIN)/python install --quiet pip-tools
	$(BIN)/pip-compile $(LOCK) --extra dev --output-file requirements.lock pyproject.toml
	$(BIN)/pip-compile $(LOCK) --extra package --output-file installer/package.lock pyproject.toml
	echo cyclonedx-bom | $(BIN)/pip-compile $(LOCK) --output-file installer/parts.lock -

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
