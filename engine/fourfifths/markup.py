"""The door from a story's text to a screen: cleaning, paragraphs, and the only two marks there are.

`*emphasis*` and `**strong**` are markup, a backslash makes a mark literal, everything else is the text itself.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # control characters, but for tab and line feed
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069"  # direction marks and overrides
    "\u2028\u2029\ufeff\ufff9-\ufffb"  # separators and interlinear marks
    "\ud800-\udfff\U000e0000-\U000e007f]"  # lone surrogates, tag characters
)
"""Characters that no text may hold: a terminal obeys them, or a reader cannot see them."""

_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")
_SPACE = re.compile(r"[ \t\n]+")
_MARK = re.compile(r"\\([*\\{}|:&!~])|\*\*|\*")


class Span(NamedTuple):
    """A run of text in one style."""

    text: str
    strong: bool = False
    emphasis: bool = False


def clean(text: str) -> str:
    """The text as it may stand on a screen: NFC, forbidden characters replaced by U+FFFD."""
    if text.isascii() and text.isprintable():
        return text
    return FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", unicodedata.normalize("NFC", text.replace("\r\n", "\n")))


def paragraphs(text: str) -> tuple[str, ...]:
    """Prose as paragraphs: split at blank lines, other runs of white space folded to a space."""
    folded = (_SPACE.sub(" ", part).strip() for part in _PARAGRAPH.split(text))
    return tuple(part for part in folded if part)


def spans(text: str) -> tuple[Span, ...]:
    """The runs of one paragraph or line, cleaned. A mark without its partner is plain text."""
    text = clean(text)
    if "*" not in text and "\\" not in text:
        return (Span(text),) if text else ()
    return _styled(_tokens(text))


def plain(text: str) -> str:
    """The text without its marks, cleaned."""
    return "".join(span.text for span in spans(text))


def _tokens(text: str) -> list[tuple[str, bool]]:
    """Pieces of text, each with whether it is a mark."""
    tokens: list[tuple[str, bool]] = []
    at = 0
    for match in _MARK.finditer(text):
        tokens.append((text[at : match.start()], False))
        tokens.append((match[1], False) if match[1] else (match[0], True))
        at = match.end()
    tokens.append((text[at:], False))
    return [token for token in tokens if token[0]]


def _styled(tokens: list[tuple[str, bool]]) -> tuple[Span, ...]:
    found: list[Span] = []
    strong = emphasis = False
    for number, (piece, is_mark) in enumerate(tokens):
        opening = is_mark and not (strong if piece == "**" else emphasis)
        if opening and (piece, True) not in tokens[number + 1 :]:
            is_mark = False
        if not is_mark:
            found.append(Span(piece, strong, emphasis))
        elif piece == "**":
            strong = not strong
        else:
            emphasis = not emphasis
    return tuple(found)
