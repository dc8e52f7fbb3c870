"""A text as it was written, seen as a player will read it, every character still at its place.

Conditions, the marks of alternatives and values become blanks of the same length; quoted speech can be told from
narration.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

_SIGN = re.compile(r"[\\{}:|]")
_SPEECH = re.compile(r"\"[^\"\n]*(?:\n(?![ \t]*\n)[^\"\n]*)*\"|“[^”]*”")
_KINDS = "&!~"


class Brace(NamedTuple):
    """An inline alternative: where it stands, its arms, and whether it can show nothing."""

    start: int
    end: int
    heads: tuple[tuple[int, int], ...]
    arms: tuple[tuple[int, int], ...]
    inner: tuple[Brace, ...]
    empty: bool


@lru_cache(maxsize=512)
def braces(text: str) -> tuple[Brace, ...]:
    """The alternatives of a text that compiled, outermost first; those inside them are their `inner`."""
    return _braces(text, 0, len(text))


def _braces(text: str, at: int, end: int) -> tuple[Brace, ...]:
    found = []
    while (start := _opening(text, at, end)) >= 0:
        brace = _brace(text, start)
        found.append(brace)
        at = brace.end
    return tuple(found)


def _opening(text: str, at: int, end: int) -> int:
    while (match := _SIGN.search(text, at, end)) is not None:
        if match[0] == "{":
            return match.start()
        at = match.end() + (match[0] == "\\")
    return -1


def _brace(text: str, start: int) -> Brace:
    """The alternative that opens here."""
    marks, close = _marks(text, start)
    first = start + 1
    kind = text[first : first + 1]
    bars = [at for at in marks if text[at] == "|"]
    colon = marks[0] if marks and text[marks[0]] == ":" and kind not in _KINDS else None
    begin = colon + 1 if colon is not None else first + 1 if kind in _KINDS else first
    value = colon is None and not bars and kind not in _KINDS
    edges = [begin, *(bar + 1 for bar in bars)]
    arms = () if value else tuple(zip(edges, [*bars, close], strict=True))
    inner = tuple(item for left, right in arms for item in _braces(text, left, right))
    lacking = kind == "!" or (colon is not None and not bars)
    empty = bool(arms) and (lacking or any(_bare(text, arm, inner) for arm in arms))
    heads = ((start, close) if value else (start, begin), *((bar, bar + 1) for bar in bars), (close, close + 1))
    return Brace(start, close + 1, heads, arms, inner, empty)


def _marks(text: str, start: int) -> tuple[list[int], int]:
    """The colons and bars that belong to the brace that opens here, and where it closes."""
    marks: list[int] = []
    level, at = 0, start
    while (match := _SIGN.search(text, at)) is not None:
        sign, at = match[0], match.end() + (match[0] == "\\")
        level += (sign == "{") - (sign == "}")
        if level == 0:
            return marks, match.start()
        if level == 1 and sign in ":|":
            marks.append(match.start())
    return marks, len(text)


def _bare(text: str, arm: tuple[int, int], inner: tuple[Brace, ...]) -> bool:
    """Whether an arm shows nothing, or nothing but an alternative that can show nothing."""
    body = text[arm[0] : arm[1]].strip()
    if not body:
        return True
    start = text.index(body, arm[0])
    return any(brace.empty and brace.start == start and brace.end == start + len(body) for brace in inner)


@lru_cache(maxsize=4096)
def shown(text: str) -> str:
    """The text with everything that is not shown blanked, its length and its lines kept."""
    if "{" not in text and "\\" not in text:
        return text
    out = list(text)
    for brace in flat(braces(text)):
        for start, end in brace.heads:
            for at in range(start, min(end, len(out))):
                out[at] = out[at] if out[at] == "\n" else " "
    return re.sub(r"\\(?=[*\\{}|:&!~])", " ", "".join(out))


def flat(found: tuple[Brace, ...]) -> tuple[Brace, ...]:
    """Alternatives and all those inside them."""
    return tuple(item for brace in found for item in (brace, *flat(brace.inner)))


def narration(text: str) -> str:
    """What of a text is not spoken aloud, the rest blanked."""
    blanked = shown(text)
    if '"' not in blanked and "“" not in blanked:
        return blanked
    return _SPEECH.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), blanked)
