"""Who gets author mode, and who does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from fourfifths import launch
from fourfifths.compiler import compile_story
from fourfifths.launch import Options

FEAST = Path(__file__).parents[1] / "stories" / "feast"


def test_an_author_gets_a_workshop_that_watches_unless_told_not_to() -> None:
    story = compile_story(FEAST)
    for watch in (True, False):
        making = launch._workshop(FEAST, Options(author=True, watch=watch), None)
        assert making is not None
        assert (making(story).watch is not None) is watch


def test_a_visitor_in_a_browser_does_not(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("TEXTUAL_DRIVER", "textual.drivers.web_driver:WebDriver")
    assert launch._workshop(FEAST, Options(author=True, watch=True), None) is None
    assert "off in a browser" in capsys.readouterr().err
