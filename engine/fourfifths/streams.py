"""Standard streams that take any text and any bytes, whatever the locale says."""

from __future__ import annotations

import codecs
import sys
from typing import TextIO

_PLAINEST = {
    "\u2018": "'", "\u2019": "'", "\u201c": '"', "\u201d": '"', "\u2013": "-", "\u2014": "--", "\u2026": "...",
    "\u2212": "-", "\u00d7": "x", "\u00b7": "*", "\u2022": "*", "\u2192": "->",
}  # fmt: skip


def forgive() -> None:
    """Read any bytes as lines of text, and write what the locale lacks in its plainest form."""
    _reconfigure(sys.stdin, errors="replace", newline=None)
    _reconfigure(sys.stdout, errors="fourfifths.ascii")
    _reconfigure(sys.stderr, errors="fourfifths.ascii")


def ascii_only(text: str) -> str:
    """The text in ASCII, each other character in its plainest form."""
    return text.encode("ascii", "fourfifths.ascii").decode("ascii")


def _reconfigure(stream: TextIO | None, **settings: str | None) -> None:
    if stream is not None and hasattr(stream, "reconfigure"):
        stream.reconfigure(**settings)


def _plainest(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    import unicodedata

    found = []
    for character in error.object[error.start : error.end]:
        stripped = unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode("ascii")
        found.append(_PLAINEST.get(character) or stripped or "?")
    return "".join(found), error.end


codecs.register_error("fourfifths.ascii", _plainest)
