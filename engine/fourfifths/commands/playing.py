"""The options of a game, declared once: click shows and reads them, and `quick` reads the plain cases without click.

`quick` understands an option spelt out with its value as the next word, each at most once, and one folder. All else, a
mistake or an author above all, it leaves to click, so both always agree.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

from fourfifths.launch import Options

THEMES = ("dark", "light", "contrast", "ansi16", "none")


class Option(NamedTuple):
    """One option. Without a `value` it is a switch, `names` for on and perhaps off; `words` are all it may be."""

    names: str
    field: str
    about: str
    value: str = ""
    words: tuple[str, ...] = ()


OPTIONS = (
    Option("--plain/--tui", "plain", "Line by line, or on the full screen. Default: what fits."),
    Option("--new", "new", "Begin a new game rather than going on with the last."),
    Option("--slot", "slot", "Go on with this saved game.", "NAME"),
    Option("--seed", "seed", "Decides the shuffles of a new game.", "N"),
    Option(
        "--saves",
        "saves",
        "Where saved games are kept; else FOURFIFTHS_SAVES, saves/ of a checkout, or where your data is.",
        "DIR",
    ),
    Option("--theme", "theme", "Colours of the full screen, this time.", "THEME", THEMES),
    Option("--ascii", "ascii_only", "Nothing but ASCII on the screen."),
    Option("--no-mouse", "no_mouse", "Leave the mouse to the terminal."),
    Option("--author", "author", "See why (F12), edit (E), jump (G), set (V), record (T) while you play."),
    Option("--watch/--no-watch", "watch", "With --author: reload the story when a file is saved. On by default."),
)


def options(
    story: Path | None = None,
    plain: bool | None = None,
    new: bool = False,
    slot: str | None = None,
    seed: int = 0,
    saves: Path | None = None,
    theme: str | None = None,
    ascii_only: bool = False,
    no_mouse: bool = False,
    author: bool = False,
    watch: bool | None = None,
) -> Options:
    """What the values on a command line ask for."""
    full_screen = None if plain is None else not plain
    watches = author and watch is not False
    return Options(story, full_screen, new, slot, seed, saves, theme, ascii_only, not no_mouse, author, watches)


def quick(words: Sequence[str]) -> Options | None:
    """What these words ask for; None where click must look at them."""
    values: dict[str, Any] = {}
    left = list(reversed(words[1:] if words[:1] == ["play"] else words))
    while left:
        word = left.pop()
        found = _read(word, left)
        if found is None or found[0] in values:
            return None
        values[found[0]] = found[1]
    for_click = "author" in values or "watch" in values or ("new" in values and "slot" in values)
    return None if for_click else options(**values)


def _read(word: str, left: list[str]) -> tuple[str, Any] | None:
    """The field that a word sets, and to what; the option's value is taken from what is left."""
    for option in OPTIONS:
        on, _, off = option.names.partition("/")
        if word not in (on, off) or not word:
            continue
        if not option.value:
            return option.field, word == on
        value = _value(option, left.pop()) if left else None
        return None if value is None else (option.field, value)
    return ("story", Path(word)) if not word.startswith("-") and os.path.isdir(word) else None  # noqa: PTH112 - on the way


def _value(option: Option, word: str) -> Any:
    """The option's value, None where click must look at it."""
    if not word or word.startswith("-") or (option.words and word not in option.words):
        return None
    if option.value == "N":
        return int(word) if word.isdecimal() and word.isascii() and len(word) < 20 else None
    if option.value == "DIR":
        return None if Path(word).is_file() else Path(word)
    return word
