"""Collects the mistakes of a story; nothing here stops the compiler.

Sorted by file and place when asked for, each mistake once, and never more than `MAX_DIAGNOSTICS`.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from fourfifths.diagnostics import Diagnostic, Severity, Span

MAX_DIAGNOSTICS = 1000
MAX_LISTED = 12
MAX_SUGGESTED = 64
MAX_COMPARED = 50_000
"""Longer words, and words after so many comparisons, get no suggestion: a hostile story could hang on them."""

SILENT = "\0"
"""What a lookup answers instead of a message where a mistake that is already reported explains it."""


class Report:
    """The diagnostics found so far."""

    def __init__(self) -> None:
        self._found: dict[Diagnostic, None] = {}
        self._budget = MAX_COMPARED

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
    def may_suggest(self) -> bool:
        """Whether there is time left to compare names."""
        return self._budget > 0

    def near(self, word: str, known: Iterable[str]) -> tuple[str, ...]:
        """The nearest known word, or nothing."""
        lower = {name.lower(): name for name in known}
        self._budget -= len(lower)
        if len(word) > MAX_SUGGESTED or self._budget < 0:
            return ()
        return tuple(lower[name] for name in difflib.get_close_matches(word.lower(), lower, n=1, cutoff=0.6))

    def cure(self, word: str, known: Iterable[str], otherwise: str = "") -> str:
        """The nearest known word, or the words there are where they are few, or what to do otherwise."""
        names = list(known) if self._budget > 0 else []
        found = self.near(word, names)
        if found or otherwise:
            return f'did you mean "{found[0]}"?' if found else otherwise
        return f"there are {', '.join(names)}" if 0 < len(names) <= MAX_LISTED else ""

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


def shown(word: str) -> str:
    """A word of a story as a message quotes it: short, and with nothing that a terminal obeys."""
    text = word if len(word) <= 60 else word[:57] + "..."
    return '"' + "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text) + '"'
