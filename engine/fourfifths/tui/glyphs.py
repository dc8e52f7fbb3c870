"""The marks on the screen, once in Unicode and once in ASCII. Each is one cell wide."""

from __future__ import annotations

from typing import NamedTuple


class Glyphs(NamedTuple):
    """One set of marks. `fills` are the meters' patterns in order, `frame` is corners, edge and side of a document."""

    pointer: str
    lock: str
    dot: str
    up: str
    down: str
    same: str
    above: str
    below: str
    heavy: str
    light: str
    fills: tuple[str, ...]
    rest: str
    frame: tuple[str, str, str, str, str, str]
    ellipsis: str
    middle: str
    said: tuple[str, str]
    minus: str
    pips: tuple[str, str]


UNICODE = Glyphs(
    pointer="❯", lock="×", dot="•", up="▲", down="▼", same="±", above="↑", below="↓", heavy="━", light="─",
    fills=("━", "═", "╍"), rest="─", frame=("┌", "┐", "└", "┘", "─", "│"), ellipsis="…", middle="·",
    said=("“", "”"), minus="−", pips=("●", "○"),
)  # fmt: skip
ASCII = Glyphs(
    pointer=">", lock="x", dot=".", up="^", down="v", same="~", above="'", below=":", heavy="=", light="-",
    fills=("#", "=", "+"), rest=".", frame=("+", "+", "+", "+", "-", "|"), ellipsis=">", middle="|",
    said=('"', '"'), minus="-", pips=("#", "-"),
)  # fmt: skip


def glyphs(ascii_only: bool) -> Glyphs:
    """The set in use."""
    return ASCII if ascii_only else UNICODE


def meter_glyph(marks: Glyphs, glyph: str, number: int) -> str:
    """The meter's own glyph, or a plain one where only ASCII may be shown."""
    if glyph and (marks is UNICODE or glyph.isascii()):
        return glyph[0]
    return "*=+"[number % 3]
