"""Diagnostics for a person at a terminal: the line of the file, a mark under the right columns, and the cure.

Columns of a diagnostic are code points and columns of a terminal are cells, so marks are placed by width. Whatever a
file holds is cleaned before it is shown, without moving a column.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from fourfifths import markup
from fourfifths.diagnostics import Diagnostic, Severity, Span
from fourfifths.plural import counted

Lines = Callable[[str], tuple[str, ...]]
"""The lines of a file by the name a diagnostic gives it; none where it cannot be read."""

WIDTH = 100
_ROOM_BEFORE = 30
_RED, _YELLOW, _BOLD, _BLUE, _RESET = "\033[1;31m", "\033[1;33m", "\033[1m", "\033[34m", "\033[0m"


def lines_of(name: str) -> tuple[str, ...]:
    """The lines of the file of this name; of one that cannot be read, none."""
    try:
        text = Path(name).read_bytes().decode("utf-8-sig", "replace")
    except (OSError, ValueError):
        return ()
    return tuple(text.replace("\r\n", "\n").split("\n"))


def rooted(diagnostics: Iterable[Diagnostic], folder: Path) -> tuple[Diagnostic, ...]:
    """The diagnostics of a story in this folder, their files named as the reader of them can open them."""
    return tuple(replace(item, span=item.span._replace(file=str(folder / item.span.file))) for item in diagnostics)


def full(diagnostics: Iterable[Diagnostic], lines: Lines = lines_of, *, colour: bool = False) -> str:
    """Every diagnostic with an excerpt of its file, a blank line between them."""
    return "\n\n".join(_full(diagnostic, lines, colour) for diagnostic in diagnostics)


def concise(diagnostics: Iterable[Diagnostic]) -> str:
    """One line for each diagnostic."""
    return "\n".join(_one_line(str(diagnostic)) for diagnostic in diagnostics)


def as_json(diagnostics: Iterable[Diagnostic]) -> str:
    """A JSON array, one object for each diagnostic."""
    return json.dumps([_fields(diagnostic) for diagnostic in diagnostics], indent=2)


def summary(diagnostics: Iterable[Diagnostic]) -> str:
    """How much was found: `2 errors and 1 warning in 2 files`."""
    found = tuple(diagnostics)
    counts = [(sum(item.severity is severity for item in found), severity) for severity in Severity]
    parts = [counted(number, severity) for number, severity in counts if number]
    return f"{' and '.join(parts)} in {counted(len({item.span.file for item in found}), 'file')}"


def _fields(diagnostic: Diagnostic) -> dict[str, str | int]:
    span = diagnostic.span
    return {
        "code": diagnostic.code,
        "severity": str(diagnostic.severity),
        "file": span.file,
        "line": span.line,
        "column": span.column,
        "length": span.length,
        "message": diagnostic.message,
        "hint": diagnostic.hint,
    }


def _full(diagnostic: Diagnostic, lines: Lines, colour: bool) -> str:
    tone = _RED if diagnostic.severity is Severity.ERROR else _YELLOW
    place = _painted(_one_line(str(diagnostic.span)), _BOLD, colour)
    kind = _painted(f"{diagnostic.severity}[{diagnostic.code}]", tone, colour)
    parts = [f"{place}: {kind} {_one_line(diagnostic.message)}"]
    gutter = " " * (len(str(diagnostic.span.line)) + 2)
    source = lines(diagnostic.span.file)
    if 0 < diagnostic.span.line <= len(source):
        text, marks = _marked(source[diagnostic.span.line - 1], diagnostic.span)
        bar = _painted("|", _BLUE, colour)
        parts.append(f"  {_painted(str(diagnostic.span.line), _BLUE, colour)} {bar} {text}".rstrip())
        parts.append(f" {gutter}{bar} {_painted(marks, tone, colour)}")
    if diagnostic.hint:
        parts.append(f" {gutter}{_painted('=', _BLUE, colour)} {_one_line(diagnostic.hint)}")
    return "\n".join(parts)


def _marked(line: str, span: Span) -> tuple[str, str]:
    """The line, cut to a stretch around the span where it is long, and the marks to stand under it."""
    first = min(span.column - 1, len(line))
    begin = max(0, first - _ROOM_BEFORE) if len(line) > WIDTH else 0
    shown = line[begin : begin + WIDTH]
    lead, tail = ("…" if begin else ""), ("…" if begin + WIDTH < len(line) else "")
    marked = shown[first - begin : first - begin + max(span.length, 1)]
    indent = len(lead) + sum(map(_cells, shown[: first - begin]))
    return lead + _visible(shown) + tail, " " * indent + "^" * max(1, sum(map(_cells, marked)))


def _visible(line: str) -> str:
    """The line with each forbidden character and tab replaced, one for one."""
    return markup.FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", line).replace("\t", " ")


def cells(text: str) -> int:
    """The columns that a text takes on a terminal."""
    return len(text) if text.isascii() else sum(map(_cells, text))


def _cells(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _one_line(text: str) -> str:
    return _visible(markup.clean(text).replace("\n", " "))


def _painted(text: str, tone: str, colour: bool) -> str:
    return f"{tone}{text}{_RESET}" if colour and text else text
