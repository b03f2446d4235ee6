VENV := .venv/bin
READY := .venv/ready
POT := locales/kiosk.pot
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard locales/*/LC_MESSAGES/kiosk.po))

.DEFAULT_GOAL := help
.NOTPARALLEL:
.PHONY: help kiosk registry test soak bench setup lock format lint types contracts tests messages clean

help: ## list these targets
	@awk -F ':[^#]*## ' '/^[a-z]+:.*## / { printf "make %-10s %s\n", $$1, $$2 }' Makefile

kiosk: setup ## open the kiosk, or run one of its commands: make kiosk ARGS="--demo"
	@$(VENV)/kiosk $(ARGS)

registry: setup ## run a command of the registry: make registry ARGS="serve"
	@$(VENV)/registry $(ARGS)

test: setup test-packages lint types contracts tests ## check everything: format, lint, types, contracts, tests

soak: setup ## simulate many more worlds than the tests do, kill processes, cut power, crowd a registry; goes on where it was stopped
	@$(VENV)/python -m tests.simulation --schedules $(or $(SCHEDULES),20000) --seed $(or $(SEED),1000000) --resume .soak
	@$(VENV)/python -m tests.simulation --schedules 300 --seed 0 --on-disk
	@$(VENV)/python -m tests.simulation --schedules 2000 --seed 0 --steps 240 --between
	@$(VENV)/python -m tests.simulation --schedules 100 --seed 0 --steps 120 --between --on-disk
	@$(VENV)/python -m benchmarks kills --number 1000
	@$(VENV)/python -m tests.power --states 20000
	@$(VENV)/python -m tests.cutting.many --cases 10000
	@$(VENV)/python -m benchmarks.crowd --minutes 30
	@rm -f .soak

bench: setup ## run the benchmarks: make bench ARGS="scan"
	@$(VENV)/python -m benchmarks $(ARGS)

setup: packages $(READY) $(CATALOGUES) ## install what is missing: Debian packages, .venv, translations

lock: setup ## renew requirements.lock with the newest releases
	@$(VENV)/uv pip compile pyproject.toml --group dev --all-extras --upgrade --quiet --no-config \
		--universal --python-version 3.11 --generate-hashes --no-annotate \
		--custom-compile-command "make lock" --output-file requirements.lock

format: setup ## lay the code out and mend what ruff can mend
	@$(VENV)/ruff format .
	@$(VENV)/ruff check --fix .

lint: setup ## check the layout and the code with ruff
	@$(VENV)/ruff format --check .
	@$(VENV)/ruff check .

types: setup ## check the types with mypy
	@$(VENV)/mypy

contracts: setup ## check which package may import which
	@$(VENV)/lint-imports --no-logo

tests: setup ## run the tests alone: make tests ARGS="-k undo"
	@$(VENV)/pytest -n 2 --dist loadgroup $(ARGS)

messages: setup ## renew the translations' source texts and compile them
	@$(VENV)/pybabel --quiet extract --mapping-file locales/babel.cfg --keyword _n:1,2 \
		--keyword in_language:2c,3 --add-location file --project makerspace-kiosk --version "" --sort-by-file --output-file $(POT) .
	@$(VENV)/pybabel --quiet update --domain kiosk --input-file $(POT) --output-dir locales \
		--no-fuzzy-matching --no-wrap --ignore-obsolete --ignore-pot-creation-date
	@$(MAKE) --no-print-directory setup

clean: ## remove what was made here: .venv, caches, compiled translations
	@rm -rf .venv build dist .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	@rm -f $(CATALOGUES) $(POT)
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

.PHONY: packages test-packages
packages:
	@.ci/packages setup

test-packages:
	@.ci/packages tests

$(READY): requirements.lock pyproject.toml | packages
	@.ci/venv
	@touch $@

%.mo: %.po | $(READY)
	@$(VENV)/pybabel --quiet compile --domain kiosk --input-file $< --output-file $@
