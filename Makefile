# Every target first makes sure that everything it needs is there (tools/setup.py), then does its work.
# Without make, for instance on Windows: python tools/setup.py test
PYTHON ?= python3
ARGS ?=

.DEFAULT_GOAL := help
.PHONY: help setup demo run test lint fix rules prove bench docs

help setup demo run test lint fix rules prove bench docs:
	@$(PYTHON) tools/setup.py $@ $(ARGS)
