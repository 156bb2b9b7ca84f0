# What the README tells a newcomer. `make run` is enough to try it; `make test` to change it.
.DEFAULT_GOAL := help
SHELL := /bin/sh
BIN := .venv/bin

help: ## This list
	@grep -hE '^[a-z0-9]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z0-9]+):.*## (.*)/  make \1\t\2/' | expand -t 20

.venv/ready: pyproject.toml uv.lock .python-version deploy/toolchain.sh
	@sh deploy/toolchain.sh
	@touch $@

run: .venv/ready ## Start everything with the demonstration town on 127.0.0.1:$PORT
	@exec $(BIN)/taminyar run

test: .venv/ready ## Unit and integration tests, on a PostgreSQL of their own
	@$(BIN)/pytest --numprocesses auto --maxprocesses 4 --dist loadfile

e2e: .venv/ready ## Browser tests in Debian's Chromium
	@sh deploy/browser.sh
	@$(BIN)/pytest tests/e2e -p no:randomly --numprocesses auto --maxprocesses 4 --dist loadfile

bench: .venv/ready ## Benchmarks, each a ratio against a peer or a limit in the same run
	@$$(command -v uv || echo "$$HOME/.local/share/taminyar-toolchain/bin/uv") run --quiet --group bench python -m benchmarks

features: .venv/ready ## Every feature and the tests that prove it
	@$(BIN)/python -m tests.features

lint: .venv/ready ## Style, types, import contracts, templates, catalogue, features
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/djlint --quiet --lint src --extension=html
	@$(BIN)/python -m tests.catalogue
	@$(BIN)/python -m tests.parameters
	@$(BIN)/python -m tests.features --check
	@$(BIN)/taminyar makemigrations --check --dry-run

messages: .venv/ready ## Bring the Persian catalogue up to date with the source
	@sh deploy/messages.sh

.PHONY: help run test e2e bench features lint messages
