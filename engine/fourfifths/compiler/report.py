"""Collects the mistakes of a story; nothing here stops the compiler.

Sorted by file and place when asked for, each mistake once, and never more than `MAX_DIAGNOSTICS`.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from fourfifths.diagnostics import Diagnostic, Severity, Span

MAX_DIAGNOSTICS = 1000
MAX_SUGGESTED = 64
"""A word longer than this is answered without a suggestion: comparing costs its length squared."""

SILENT = "\0"
"""What a lookup answers instead of a message where a mistake that is already reported explains it."""


class Report:
    """The diagnostics found so far."""

    def __init__(self) -> None:
        self._found: dict[Diagnostic, None] = {}

    def error(self, code: str, span: Span, message: str, hint: str = "") -> None:
        """Adds a mistake that keeps the story from compiling."""
        self.add(Diagnostic(code, span, message, hint))

    def warn(self, code: str, span: Span, message: str, hint: str = "") -> None:
        """Adds a doubt that a story may be played with."""
        self.add(Diagnostic(code, span, message, hint, Severity.WARNING))

    def add(self, diagnostic: Diagnostic) -> None:
        """Adds a diagnostic, unless a reported mistake explains it already."""
        if not diagnostic.message.startswith(SILENT):
            self._found[diagnostic] = None

    @property
    def failed(self) -> bool:
        """Whether anything that was found is an error."""
        return any(diagnostic.severity is Severity.ERROR for diagnostic in self._found)

    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Everything found, by file and place, errors of one place first in the order they were found."""
        found = sorted(self._found, key=lambda diagnostic: (diagnostic.span, diagnostic.code))
        if len(found) <= MAX_DIAGNOSTICS:
            return tuple(found)
        last = found[MAX_DIAGNOSTICS - 1]
        rest = len(found) - MAX_DIAGNOSTICS
        more = Diagnostic("E015", last.span, f"there are {rest} more mistakes", "mend these first")
        return (*found[:MAX_DIAGNOSTICS], more)


def suggestion(word: str, known: Iterable[str]) -> str:
    """`did you mean "x"?` for the nearest known word, or nothing."""
    if len(word) > MAX_SUGGESTED:
        return ""
    lower = {name.lower(): name for name in known}
    near = difflib.get_close_matches(word.lower(), lower, n=1, cutoff=0.6)
    return f'did you mean "{lower[near[0]]}"?' if near else ""


def cure(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """The suggestion, or the names there are where they are few, or what to do otherwise."""
    names = list(known)
    near = suggestion(word, names)
    if near or otherwise:
        return near or otherwise
    return f"there are {', '.join(names)}" if 0 < len(names) <= 12 else ""


def shown(word: str) -> str:
    """A word of a story as a message quotes it: short, and with nothing that a terminal obeys."""
    text = word if len(word) <= 60 else word[:57] + "..."
    return '"' + "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text) + '"'
