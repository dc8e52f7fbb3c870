# make play   set everything up and start the game        make test    set everything up and pass the tests
# make lint   check the story for mistakes                make check   everything that CI checks (.ci/run)
# Needs only make and Python 3.11 or newer. Another interpreter: make play PYTHON=/path/to/python3.12

VENV := .venv
BIN := $(VENV)/bin
PYTHON ?=

.PHONY: help play test lint check format clean asked
.DELETE_ON_ERROR:

help:
	@sed -n '/^$$/q; s/^# //p' Makefile

play: $(VENV)/.ready-to-play
	@$(BIN)/fourfifths play $(ARGS)

test: $(VENV)/.ready-to-work
	@$(BIN)/python -m pytest --numprocesses auto --dist worksteal $(ARGS)

lint: $(VENV)/.ready-to-play
	@$(BIN)/fourfifths lint story $(ARGS)

format: $(VENV)/.ready-to-work
	@$(BIN)/ruff format && $(BIN)/ruff check --fix

check:
	@PYTHON='$(PYTHON)' bash .ci/run

clean:
	rm -rf $(VENV) .ci/work build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache

# An interpreter that was asked for is compared with the one that is there, also where nothing has to be installed.
ifneq ($(PYTHON),)
$(VENV)/.ready-to-play $(VENV)/.ready-to-work: | asked
endif

asked:
	@bash .ci/venv $(VENV) '$(PYTHON)'

# A stamp is as old as the last install, so a changed pyproject.toml installs again.
$(VENV)/.ready-to-play: pyproject.toml .ci/venv
	@bash .ci/venv $(VENV) '$(PYTHON)'
	@echo "Installing the game into $(VENV) ..."
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --editable .
	@touch $@

$(VENV)/.ready-to-work: pyproject.toml .ci/venv
	@bash .ci/venv $(VENV) '$(PYTHON)'
	@echo "Installing the game and its tools into $(VENV) ..."
	@$(BIN)/python -m pip install -qq --disable-pip-version-check 'pip>=25.1'
	@$(BIN)/python -m pip install -qq --disable-pip-version-check --editable . --group dev
	@touch $@ $(VENV)/.ready-to-play
