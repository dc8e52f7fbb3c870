"""A sitting at the pantry in line mode."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest

from fourfifths import plain
from fourfifths.compiler import compile_story
from fourfifths.model import Story
from fourfifths.saves import Store
from fourfifths.session import Session

STORIES = Path(__file__).parents[2] / "stories"

Play = Callable[..., tuple[int, str]]


@pytest.fixture(scope="session")
def story() -> Story:
    return compile_story(STORIES / "pantry")


@pytest.fixture
def session(story: Story, tmp_path: Path) -> Session:
    return Session.start(story, Store(tmp_path / "saves"))


@pytest.fixture
def play(session: Session) -> Play:
    """Plays lines (those of one session, one sitting after another) and gives the exit code and the transcript."""

    def sitting(*lines: str, strict: bool = False) -> tuple[int, str]:
        out = io.StringIO()
        source = io.StringIO("".join(f"{line}\n" for line in lines))
        return plain.run(session, plain.Terminal(source, out), strict=strict), out.getvalue()

    return sitting
