"""How much a file may hold, which characters, and which comments."""

from __future__ import annotations

import re

from fourfifths.compiler.report import Report
from fourfifths.diagnostics import Span
from fourfifths.markup import FORBIDDEN

MAX_PARTS = 100_000
"""Keys of mappings and items of lists."""

MAX_DEPTH = 32
MAX_SCALAR = 16 << 10
MAX_LINES = 400
MAX_KEY = 100

IGNORE = r"\#[^\S\n]*fourfifths:[^\S\n]*ignore\["
"""How a comment begins that speaks to the linter; after a plain text it is a comment and nothing that YAML cut off."""

CUT = re.compile(rf"[^\S\n]*(?!{IGNORE})#")
"""A comment after a plain text that may be a part of it, which YAML has cut off."""

_PLAIN = bytes([0x0A, *range(0x20, 0x7F)])


def suspects(data: bytes) -> str:
    """What is left of a text in UTF-8 without the printable characters of ASCII and line feeds."""
    return data.translate(None, _PLAIN).decode()


def forbidden(text: str) -> list[str]:
    """The characters of a text that may not stand in a story."""
    found: list[str] = FORBIDDEN.findall(text)
    return found + [c for c in ("\t", "\ufffe", "\uffff") if c in text]


def name_character(character: str, place: Span, report: Report) -> None:
    """Reports a forbidden character."""
    if character == "\t":
        report.error("E005", place, "U+0009, a tab, stands in this file", "write spaces")
    else:
        hint = "take it out; it is invisible or steers the terminal"
        report.error("E005", place, f"the character U+{ord(character):04X} has no place in a story", hint)
