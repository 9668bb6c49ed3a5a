# `make run` and `make test` do all set-up. Without make, on Windows too, see README.md.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin

.PHONY: run test cluster-test big-test release-check browser lock clean

run: $(VENV)/.run-ready
	$(BIN)/streamlit run app.py

test: $(VENV)/.test-ready browser
	$(BIN)/python scripts/run_checks.py

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run-ready: requirements.lock | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.lock
	touch $@

$(VENV)/.test-ready: requirements-dev.lock | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.lock
	touch $@ $(VENV)/.run-ready

# What is committed, cloned and installed anew, run as the README says.
release-check: $(VENV)/.test-ready browser
	$(BIN)/python -m scripts.release_check

# A Spark cluster of a master and two workers, started and stopped by the test; Java 17 is needed.
cluster-test: $(VENV)/.spark-ready
	TRUCELINE_CLUSTER_TEST=1 $(BIN)/python -m pytest -q tests/engine/test_cluster.py

# The page over ten million events, measured; the data take minutes to make and stay in BIG.
BIG ?= .big
big-test: $(VENV)/.test-ready browser
	$(BIN)/python -m bench.engine_data --events 10000000 --into $(BIG)
	TRUCELINE_BIG=$(BIG)/events-10000000 $(BIN)/python -m pytest -q -s tests/ui/test_big.py

$(VENV)/.spark-ready: requirements-spark.txt $(VENV)/.test-ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c requirements-dev.lock \
	    -r requirements-spark.txt
	touch $@

# The browser tests drive a Chrome or Chromium of the machine; where there is none, Debian's is
# installed.
browser:
	@sh scripts/ensure_chromium.sh

lock:
	uv pip compile --quiet --universal --python-version 3.11 --no-annotate --no-header \
	    --no-emit-index-url requirements.txt -o requirements.lock
	uv pip compile --quiet --universal --python-version 3.11 --no-annotate --no-header \
	    --no-emit-index-url -c requirements.lock requirements-dev.txt -o requirements-dev.lock

clean:
	rm -rf $(VENV) .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
