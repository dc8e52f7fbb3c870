"""The environment Textual reads while it is imported, settled before that, and a game to play."""

from __future__ import annotations

import os

for _name in [name for name in os.environ if name.startswith(("TEXTUAL", "FOURFIFTHS"))]:
    del os.environ[_name]
for _name in ("NO_COLOR", "FORCE_COLOR", "COLORTERM", "COLUMNS", "LINES"):
    os.environ.pop(_name, None)
os.environ["TEXTUAL_ANIMATIONS"] = "none"

from pathlib import Path  # noqa: E402 - after the environment

import pytest  # noqa: E402

from fourfifths.compiler import compile_story  # noqa: E402
from fourfifths.model import Story  # noqa: E402

from .table import Table  # noqa: E402

FEAST = Path(__file__).parents[2] / "stories" / "feast"


@pytest.fixture(scope="session")
def feast() -> Story:
    return compile_story(FEAST)


@pytest.fixture
def table(feast: Story, tmp_path: Path) -> Table:
    return Table(feast, tmp_path / "saves")
