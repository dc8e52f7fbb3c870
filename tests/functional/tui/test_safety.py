"""Any text is shown as that text: nothing in it is markup, and no control character of it reaches the terminal."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.segment import Segment
from textual.color import Color

import fourfifths.tui
from fourfifths.compiler import compile_texts
from fourfifths.markup import FORBIDDEN
from fourfifths.tui.lines import cells, fold, wrap
from fourfifths.tui.safety import Scrub

from .table import Table, grid
from .terminal import Terminal

PACKAGE = Path(fourfifths.tui.__file__).parent
LETTERS = st.characters(exclude_categories=["Cc", "Cs", "Mn", "Me", "Cf"])
PAYLOADS = ("[ADVERT]", "[@click=app.quit]x[/]", "[/x]", "[link=https://e.example]y", ":smile:", "$name", "<b>", "[b")
PARSERS = ("from_markup", "markup=True", "Markdown", "OptionList", "DataTable", "Label(", "notify(", "border_title")
POINTER = re.compile(rb"\x1b\]22;[a-z-]*(\x07|\x1b\\)")
"""Textual's own: the shape of the mouse pointer."""
FOREIGN = re.compile(rb"\x1b\]|\x1bP|\x1b_|\x07|\x9b|\xc2\x9b|\xe2\x80\xae")
"""OSC, DCS and APC sequences, BEL, C1 and direction overrides: Textual writes none of them here."""
POISON = "\x1b]0;title\x07\x1b]52;c;eA==\x07\x1b[2J\x9b31m\u202e"
STORY = """\
import sys
from fourfifths.session import session as module
real = module.Session
POISON = {poison!r}
def poison(self, *args):
    return original(self, *args).replace(".", ". " + POISON)
from fourfifths import text
original = text.render
text.render = lambda template, state: original(template, state) + POISON
from fourfifths import step
if hasattr(step, "render"):
    step.render = text.render
from fourfifths import markup
import unicodedata
markup.clean = lambda value: value
from fourfifths.cli import main
sys.argv = ["fourfifths", *sys.argv[1:]]
sys.exit(main())
"""


ODD = {
    "story.yaml": """\
format: 1
title: TEXT
id: odd
version: '1'
start: a/one
acts:
  1: {title: TEXT, subtitle: x}
meters:
  trust: {start: 45, label: TEXT, glyph: '+', about: TEXT, bands: [{to: 100, name: TEXT}]}
people:
  mira: {name: TEXT, playable: true, about: TEXT}
  ravi: {name: TEXT, about: x}
places:
  steps: {name: TEXT, about: x}
""",
    "facts.yaml": "facts: {}\ncanon: {}\n",
    "a/one.yaml": """\
pov: mira
act: 1
title: TEXT
place: steps
when: TEXT
scenes:
  one:
    text:
      - TEXT
      - {doc: ticket, title: TEXT, text: TEXT}
      - {voice: ravi, text: TEXT}
    choices:
      - id: stay
        label: TEXT
        say: TEXT
        effects:
          trust: {by: 1, why: TEXT}
        text: TEXT
      - id: shut
        label: TEXT
        needs: trust >= 90
        locked: TEXT
        goto: two
      - id: go
        label: TEXT
        goto: two
  two:
    text: TEXT
    ends: {id: done, title: TEXT}
""",
}


def story(payload: str) -> dict[str, bytes]:
    """A story that says the payload wherever an author can."""
    quoted = "'" + payload.replace("'", "''") + "'"
    return {name: text.replace("TEXT", quoted).encode() for name, text in ODD.items()}


@pytest.mark.parametrize("payload", PAYLOADS)
async def test_what_looks_like_markup_is_shown_as_written_on_every_screen(payload: str, tmp_path: Path) -> None:
    table = Table(compile_texts(story(payload)), tmp_path / "saves")
    table.session.save("mine", payload)
    app = table.app()
    async with app.run_test(size=(120, 50)) as pilot:
        assert grid(app).count(payload) >= 9
        for keys in (("1",), ("h",), ("escape", "i"), ("escape", "question_mark"), ("escape", "s"), ("escape", "2")):
            await table.press(pilot, *keys)
            assert payload in grid(app)
        await table.press(pilot, "3")
        assert payload in grid(app)
        await table.press(pilot, "t")
        assert payload in grid(app)
        assert app.is_running


@given(st.text(LETTERS, max_size=200), st.integers(1, 90))
def test_wrapping_keeps_every_word_and_no_line_is_too_wide(text: str, width: int) -> None:
    lines = wrap(((text, ""),), width)
    assert all(cells(line) <= max(width, 2) or not "".join(part for part, _ in line).strip() for line in lines)
    joined = "".join(part for line in lines for part, _ in line)
    assert joined.replace(" ", "") == text.replace(" ", "")


@given(st.text(LETTERS, max_size=120), st.integers(2, 60))
def test_folding_a_document_keeps_every_word(text: str, width: int) -> None:
    pieces = fold(text, width)
    assert all(cells(((piece, ""),)) <= width for piece in pieces)
    assert "".join(pieces).replace(" ", "") == text.replace(" ", "")


@given(st.text())
def test_the_last_filter_lets_no_forbidden_character_through(text: str) -> None:
    (segment,) = Scrub().apply([Segment(text)], Color(0, 0, 0)) or [Segment("")]
    assert not FORBIDDEN.search(segment.text)
    assert "\n" not in segment.text or text.isprintable()


def test_poison_behind_every_door_still_does_not_reach_the_terminal(tmp_path: Path) -> None:
    feast = Path(__file__).parents[2] / "stories" / "feast"
    arguments = ["-c", STORY.format(poison=POISON), "play", str(feast), "--new", "--saves", str(tmp_path / "saves")]
    terminal = Terminal(arguments, tmp_path)
    try:
        terminal.wait_for(b"Ration list")
        for key in (b"1", b"h", b"\x1b", b"s", b"\x1b", b"i", b"\x1b", b"?"):
            terminal.press(key, 0.5)
            terminal.settle(0.2)
        assert "\N{REPLACEMENT CHARACTER}".encode() in terminal.written
        written = POINTER.sub(b"", terminal.written)
        assert not FOREIGN.search(written)
        assert b"\x1b[2J" not in terminal.written
    finally:
        terminal.close()


def test_nothing_in_the_package_parses_markup() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
    for words in PARSERS:
        assert words not in source, words
    for call in re.findall(r"Static\((.*)\)", source):
        assert call.startswith("Content("), call
