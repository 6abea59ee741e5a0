# datamap: `make demo` shows it, `make test` checks it. See CONTRIBUTING.md.

# The first Python that is new enough. Say PYTHON=... to choose another.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)

# A virtual environment fits one set of dependencies, one place and one Python; a change of any makes a new one.
KEY := $(shell { cat pyproject.toml; pwd; $(PYTHON) -VV; } 2>/dev/null | cksum | cut -d' ' -f1)
MADE := .venv/made-$(KEY)
RUN_READY := .venv/ready-to-run-$(KEY)
TEST_READY := .venv/ready-to-test-$(KEY)
PY := .venv/bin/python

# Much of the suite waits for other programs, so that one test more than there are cores runs at a time.
CORES := $(shell nproc 2>/dev/null || echo 1)
JOBS := $(shell echo $$(($(CORES) + 1)))

# What some tests need beside Python: command=package of Debian.
TOOLS := strace=strace soffice=libreoffice-calc pdftotext=poppler-utils chromium=chromium
APT := apt-get

# $(call quietly,what is done,command): one line, and what the command printed only if it failed.
quietly = printf '%s\n' 'datamap: $(1)'; out=$$($(2) 2>&1) || { printf '%s\n' "$$out" 'datamap: failed: $(1)'; exit 1; }
# pip, with its errors but without its warnings; Python compiles what it uses, a third of the whole.
pip = $(PY) -m pip install -qq --no-compile --disable-pip-version-check --no-input

.SILENT:
.PHONY: help demo test sound coverage tools prove bench supply clean python

help:
	echo 'make demo      read inventory/ and write a record of processing and a diagram per organisation into exports/'
	echo 'make test      set up, then lint, types, floors, benches and all tests'
	echo 'make coverage  the tests with branch coverage, which is held to its limit; part of make prove'
	echo 'make tools     install what some tests need beside Python, as root on Debian; part of make test'
	echo 'make prove     all proofs with many more and larger cases (takes hours, and goes on where it was interrupted)'
	echo 'make bench     speed and memory as ratios to their floors, held to their limits, then as one table'
	echo 'make supply    the oldest dependencies that are allowed, and the wheel in an environment with nothing else'
	echo 'make clean     remove what these commands made, except exports/'

demo: $(RUN_READY)
	.venv/bin/datamap demo

# The tools, which wait for a network, are set up beside what needs one core.
test: | python
	$(MAKE) --no-print-directory -j2 sound tools
	$(call quietly,benches,$(PY) -m pytest -q -m bench tests/bench tests/browser -n auto --dist loadfile)
	echo 'datamap: tests'
	$(PY) -m pytest -q -m 'not bench' -n $(JOBS) --dist worksteal

# Measuring takes longer than many of the tests, so that it is no part of them; kills and many cases reach no new lines.
coverage: $(TEST_READY) tools
	$(PY) -m pytest -q -m 'not bench and not property and not faults' -n $(JOBS) --dist worksteal --cov --cov-report=term

sound: $(TEST_READY)
	$(call quietly,lint,$(PY) -m ruff check .)
	$(call quietly,format,$(PY) -m ruff format --check --diff .)
	$(call quietly,floors,.venv/bin/lint-imports --no-logo)
	$(call quietly,types,$(PY) -m mypy)

# Each step of the proofs leaves its figures in a file; a step that was done is not repeated until a source changes, so
# that `make prove` goes on where it was interrupted. Each module of proofs is a step, and as many run at a time as there
# are cores; what is measured runs alone. What is in exports/ is replaced when all are done.
PROOFS := $(sort $(wildcard tests/property/test_*.py) $(shell \
	grep -rlE 'mark\.(property|faults)\b' --include='test_*.py' tests 2>/dev/null))
PROVED := $(PROOFS:tests/%.py=build/proofs/%.json)
MEASURED := $(patsubst %,build/proofs/%.json,benches table group group-postgresql)
SOURCES := pyproject.toml $(shell find datamap inventory tests -name '*.py' -o -name '*.toml' -o -name '*.yaml' 2>/dev/null)
LARGE := -q --hypothesis-profile=prove --figures

prove: coverage
	$(MAKE) --no-print-directory -j$(CORES) $(PROVED)
	$(MAKE) --no-print-directory $(MEASURED)
	$(PY) -m tests.figures README.md exports/proof.json $(PROVED) $(MEASURED)

$(PROVED) $(MEASURED): $(SOURCES) | $(TEST_READY) tools
	mkdir -p $(@D)
	rm -f $@.part
	echo 'datamap: proof of $(@:build/proofs/%.json=%)'
	$(PROOF) $@.part
	mv $@.part $@

$(PROVED): PROOF = $(PY) -m pytest -m '(property or faults) and not bench' $(@:build/proofs/%.json=tests/%.py) $(LARGE)
build/proofs/benches.json: PROOF = $(PY) -m pytest -m bench $(LARGE)
build/proofs/table.json: PROOF = $(PY) -m tests.bench --figures
build/proofs/group.json: PROOF = $(PY) -m tests.bench.scale --figures
build/proofs/group-postgresql.json: PROOF = $(PY) -m tests.bench.scale --postgresql --figures

bench: $(TEST_READY)
	$(PY) -m pytest -q -m bench --measure
	$(PY) -m tests.bench --figures exports/proof.json
	$(PY) -m tests.figures README.md exports/proof.json

# What people install: from the oldest versions that are allowed, and from the sdist where nothing else is.
supply: $(TEST_READY)
	$(PY) -m tests.supply

clean:
	rm -rf .venv .coverage .coverage.* htmlcov .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis build dist

# A test whose tool is missing is skipped; with CI=true it fails.
tools:
	missing=''; for tool in $(TOOLS); do \
		command -v "$${tool%%=*}" >/dev/null || missing="$$missing $${tool##*=}"; \
	done; \
	if [ -z "$$missing" ]; then \
		exit 0; \
	elif [ "$$(id -u)" = 0 ] && command -v $(APT) >/dev/null; then \
		echo "datamap: add what some tests need:$$missing"; \
		export DEBIAN_FRONTEND=noninteractive; \
		out=$$({ $(APT) update && $(APT) install -y --no-install-recommends $$missing; } 2>&1) && exit 0; \
		printf '%s\n' "$$out" | tail -3; \
		echo "datamap: not installed (is there a network?):$$missing" >&2; \
	else \
		echo "datamap: missing, and only root can add them with apt-get:$$missing" >&2; \
	fi; \
	echo 'datamap: tests that need them are skipped, or fail if CI=true' >&2

# Debian keeps venv in a package of its own. As root we may add it; otherwise we say what to ask for.
python:
	if ! { [ -n '$(PYTHON)' ] && $(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))'; } 2>/dev/null; then \
		echo 'datamap: Python 3.11 or newer is missing; on Debian or Ubuntu: apt-get install python3 python3-venv' >&2; \
		exit 2; \
	fi
	if ! $(PYTHON) -c 'import ensurepip, venv' 2>/dev/null; then \
		if [ "$(MAKECMDGOALS)" = test ] && [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
			$(call quietly,add python3-venv,{ apt-get update && apt-get install -y --no-install-recommends python3-venv; }); \
		else \
			echo 'datamap: venv is missing; install python3-venv: apt-get install python3-venv' >&2; \
			exit 2; \
		fi; \
	fi

$(MADE): | python
	$(call quietly,make a virtual environment in .venv,$(PYTHON) -m venv --clear .venv)
	touch $@

$(RUN_READY): | $(MADE)
	$(call quietly,install datamap and what it needs,$(pip) -e .)
	touch $@

# Whoever has this has what is needed to run, too.
$(TEST_READY): | $(MADE)
	$(call quietly,install datamap and what the tests need,$(pip) -e '.[dev]')
	touch $@ $(RUN_READY)
