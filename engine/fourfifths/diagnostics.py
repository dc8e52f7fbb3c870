"""What is wrong with a story, where it is, and how to mend it.

A mistake of an author is a value, never an exception. Lines and columns count from 1, columns in code points.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Severity(StrEnum):
    """How bad: an error stops the story, a warning is a place to look."""

    ERROR = "error"
    WARNING = "warning"


class Span(NamedTuple):
    """A stretch of one line of a file: `length` code points from (line, column). A story holds thousands of them."""

    file: str
    line: int
    column: int
    length: int = 1

    def __str__(self) -> str:
        return f"{self.file}:{self.line}:{self.column}"


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One mistake: a code that is never reused, its place, what is wrong, and the cure."""

    code: str
    span: Span
    message: str
    hint: str = ""
    severity: Severity = Severity.ERROR

    def __str__(self) -> str:
        cure = f"; {self.hint}" if self.hint else ""
        return f"{self.span}: {self.severity}[{self.code}] {self.message}{cure}"


class StoryError(Exception):
    """A story that does not compile, with every mistake that was found in it."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__("\n".join(str(diagnostic) for diagnostic in self.diagnostics))
