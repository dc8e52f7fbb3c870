"""Ten thousand words at once: they scroll, every word is there, and the choices stay in reach, on every screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from fourfifths.compiler import compile_texts
from fourfifths.model import Story
from fourfifths.tui.screens.page import Page
from fourfifths.tui.screens.play import PlayScreen
from fourfifths.tui.screens.title import TitleScreen
from fourfifths.tui.widgets.sheet import Sheet

from .table import SIZES, Table, grid

WORDS, BLOCK = 10_000, 2_000
STORY = """\
format: 1
title: Long
id: long
version: '1'
start: a/one
acts:
  1: {title: Act I, subtitle: Long}
meters:
  trust: {start: 45, label: Trust, glyph: '+', about: ABOUT, bands: [{to: 100, name: on nod terms}]}
people:
  mira: {name: Mira, playable: true}
places:
  steps: {name: The steps}
"""
SCENES = """\
pov: mira
act: 1
title: One
place: steps
scenes:
  one:
    text:
PASSAGE
    choices:
      - id: stay
        label: Stay.
        effects: {trust: {by: 1, why: You stayed.}}
        text:
PASSAGE
      - id: paper
        label: Read the paper.
        text:
PAPER
      - {id: go, label: Go., goto: two}
  two:
    text:
PASSAGE
    ends: {id: done, title: Done}
"""


def word(number: int) -> str:
    return f"w{number:04}"


def passage(head: str, indent: int) -> str:
    """Ten thousand words in five blocks, a line of ten words each, as YAML."""
    lines = [" ".join(map(word, range(start, start + 10))) for start in range(0, WORDS, 10)]
    blocks = [lines[at : at + BLOCK // 10] for at in range(0, len(lines), BLOCK // 10)]
    margin = " " * indent
    return "\n".join(f"{margin}  - {head}\n" + "\n".join(f"{margin}      {line}" for line in block) for block in blocks)


@pytest.fixture(scope="module")
def long() -> Story:
    prose, paper = (
        passage("|", 8),
        passage("doc: ledger\n            text: |", 8).replace("              w", " " * 16 + "w"),
    )
    files = {
        "story.yaml": STORY.replace("ABOUT", " ".join(map(word, range(2_500)))),
        "facts.yaml": "facts: {}\n",
        "a/one.yaml": SCENES.replace("PASSAGE", prose).replace("PAPER", paper),
    }
    return compile_texts({name: text.encode() for name, text in files.items()})


def shown(page: Page) -> list[str]:
    """Every word of ours that is seen from the top of the text to its end, page by page."""
    body = page.stage.body
    body.scroll_lines(-1_000_000)
    lines = dict(_view(body))
    while body.more:
        top = body.top
        body.page(1)
        assert body.top > top, "a page down is further down"
        lines |= dict(_view(body))
    return [
        piece for number in sorted(lines) for piece in lines[number].split() if piece[0] == "w" and piece[1:].isdigit()
    ]


def _view(body: Sheet) -> list[tuple[int, str]]:
    return [(body.top + y, body.render_line(y).text) for y in range(body.rows)]


@pytest.mark.parametrize("size", SIZES, ids=lambda size: f"{size[0]}x{size[1]}")
async def test_ten_thousand_words_are_read_to_the_end_and_chosen_from(
    long: Story, tmp_path: Path, size: tuple[int, int]
) -> None:
    table = Table(long, tmp_path / "saves")
    every = [word(number) for number in range(WORDS)]
    app = table.app()
    async with app.run_test(size=size) as pilot:
        page = app.screen
        assert isinstance(page, PlayScreen)
        for keys, choices in (((), ("1 Stay.",)), (("1",), ("1 Read the paper.",)), (("1",), ("1 Go.",))):
            await table.press(pilot, *keys)
            assert all(choice in grid(app) for choice in choices)
            await table.press(pilot, "end")
            assert word(WORDS - 1) in grid(app)
            assert all(choice in grid(app) for choice in choices)
            await table.press(pilot, "home", "space")
            assert page.stage.body.top > 0
        assert shown(page) == every * 3
        await table.press(pilot, "1")
        assert table.session.turn.ending == "done"
        assert "To the title" in grid(app)
        assert shown(page) == every

        await table.press(pilot, "h", "up", "enter")
        assert isinstance(app.screen, Page)
        assert shown(app.screen) == every
        await table.press(pilot, "escape", "escape", "i")
        assert isinstance(app.screen, Page)
        assert shown(app.screen) == every[:2_500]
        await table.press(pilot, "escape", "question_mark")
        assert isinstance(app.screen, Page)
        assert shown(app.screen) == every[:2_500]
        for opener, words in (("s", "auto"), ("o", "Theme"), ("ctrl+p", "Search for commands")):
            await table.press(pilot, "escape", opener)
            await pilot.pause(0.1)
            assert words in grid(app)
        await table.press(pilot, "escape", "b")
        assert table.session.number == 2
        await table.press(pilot, "t")
        assert isinstance(app.screen, TitleScreen)
        assert "Continue" in grid(app)
    assert app.failure is None
