r"""Text with ink's inline alternatives, parsed once into a template and rendered for a state.

    {cond: then}  {cond: then|else}   {a|b|c} next each visit, the last stays   {&a|b} cycle   {!a|b} once each
    {~a|b} shuffle, by the run's seed   {name} the value of a meter, a number or a word

They nest; the arms are trimmed; a backslash makes the next mark plain. Escapes and `*emphasis*` stay in the rendered
text: markup.py reads them, so that a value can never become markup.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable
from itertools import pairwise
from typing import Protocol

from fourfifths import conditions
from fourfifths.conditions import Names, holds
from fourfifths.diagnostics import Diagnostic, Span
from fourfifths.model import Alternative, AltKind, Branch, Condition, Part, SlotKind, Template, Value
from fourfifths.state import State

MAX_DEPTH = 8
_BRACE = re.compile(r"[\\{}]")
_SIGN = re.compile(r"[\\{}:|]")
"""Braces, and marks between them; the character after a backslash is skipped."""
_KINDS = {"&": AltKind.CYCLE, "!": AltKind.ONCE, "~": AltKind.SHUFFLE}

SpanOf = Callable[[int, int], Span]
"""From an offset and a length in a source to their place in the file."""


class Site(Protocol):
    """Where a text stands: its names, and its scene."""

    @property
    def key(self) -> str:
        """The scene's full name."""

    @property
    def names(self) -> Names:
        """What names mean here."""

    def visits(self) -> int:
        """The slot that counts the scene's visits."""


class _TextError(Exception):
    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


def parse(source: str, span_of: SpanOf, site: Site) -> tuple[Template, tuple[Diagnostic, ...]]:
    """The template that `source` states and every mistake in it; a mistaken piece is left out."""
    if "{" not in source and "}" not in source:
        return ((source,) if source else ()), ()
    parser = _Parser(source, span_of, site)
    return parser.template(0, len(source), 0), tuple(parser.diagnostics)


def render(template: Template, state: State) -> str:
    """The text as this state shows it."""
    if len(template) == 1 and isinstance(template[0], str):
        return template[0]
    return "".join(_shown(part, state) for part in template)


def _shown(part: Part, state: State) -> str:
    if isinstance(part, str):
        return part
    if isinstance(part, Branch):
        return render(part.then if holds(part.condition, state.values) else part.otherwise, state)
    if isinstance(part, Value):
        value = state.values[part.slot.index]
        return part.slot.words[value] if part.slot.words else str(value)
    arm = _arm(part, state)
    return "" if arm is None else render(part.arms[arm], state)


def _arm(part: Alternative, state: State) -> int | None:
    """Which arm this visit shows; the first visit is number 0."""
    visits, count = state.values[part.visits], len(part.arms)
    if part.kind is AltKind.SHUFFLE:
        return draw(state.seed, part.key, visits, count)
    number = max(0, visits - 1)
    if part.kind is AltKind.CYCLE:
        return number % count
    if number < count:
        return number
    return None if part.kind is AltKind.ONCE else count - 1


def draw(seed: int, key: str, visits: int, count: int) -> int:
    """A number below `count` by its arguments alone, so that no draw shifts another; its bias is below 1e-17."""
    digest = hashlib.blake2b(f"{seed}\0{key}\0{visits}".encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") % count


class _Parser:
    def __init__(self, source: str, span_of: SpanOf, site: Site) -> None:
        self._source, self._span_of, self._site = source, span_of, site
        self._shuffles = 0
        self.diagnostics: list[Diagnostic] = []

    def template(self, start: int, end: int, depth: int) -> Template:
        """The parts of source[start:end]."""
        parts: list[Part] = []
        at = plain = start
        while match := _BRACE.search(self._source, at, end):
            at = match.start()
            if match[0] == "{":
                parts.append(self._source[plain:at])
                at = plain = self._inline(parts, at, end, depth)
                continue
            if match[0] == "}":
                self._complain("E311", at, 1, "this } closes nothing", r"write \} for a brace that is text")
            at += 2 if match[0] == "\\" else 1
        parts.append(self._source[plain:end])
        return tuple(part for part in parts if part != "")

    def _inline(self, parts: list[Part], at: int, end: int, depth: int) -> int:
        """Reads the braces that open at `at`; returns where the text goes on."""
        close, marks = self._marks(at, end)
        if close is None:
            self._complain(
                "E310", at, 1, "this { is never closed", r"close it with }, or write \{ for a brace that is text"
            )
            return end
        if depth >= MAX_DEPTH:
            self._complain("E315", at, 1, f"alternatives are nested deeper than {MAX_DEPTH}", "split the text")
            return close + 1
        try:
            parts.append(self._part(at + 1, close, marks, depth + 1))
        except _TextError as mistake:
            self.diagnostics.append(mistake.diagnostic)
        return close + 1

    def _marks(self, at: int, end: int) -> tuple[int | None, list[int]]:
        """Where the braces close, and the `:` and `|` that belong to them and to nothing inside them."""
        marks: list[int] = []
        level = 0
        while match := _SIGN.search(self._source, at, end):
            at, character = match.start(), match[0]
            if character == "{":
                level += 1
            elif character == "}":
                level -= 1
                if level == 0:
                    return at, marks
            elif level == 1 and character != "\\":
                marks.append(at)
            at += 2 if character == "\\" else 1
        return None, marks

    def _part(self, start: int, end: int, marks: list[int], depth: int) -> Part:
        first = self._source[start : start + 1]
        bars = [mark for mark in marks if self._source[mark] == "|"]
        if first in _KINDS:
            return self._alternative(_KINDS[first], start + 1, end, bars, depth)
        if marks and self._source[marks[0]] == ":":
            return self._branch(start, end, marks[0], bars, depth)
        if bars:
            return self._alternative(AltKind.SEQUENCE, start, end, bars, depth)
        return self._value(start, end)

    def _arms(self, start: int, end: int, bars: list[int], depth: int) -> tuple[Template, ...]:
        edges = [start - 1, *bars, end]
        return tuple(self._trimmed(left + 1, right, depth) for left, right in pairwise(edges))

    def _trimmed(self, start: int, end: int, depth: int) -> Template:
        while start < end and self._source[start].isspace():
            start += 1
        while end > start and self._source[end - 1].isspace():
            end -= 1
        return self.template(start, end, depth)

    def _alternative(self, kind: AltKind, start: int, end: int, bars: list[int], depth: int) -> Alternative:
        self._shuffles += 1
        key = f"{self._site.key}#{self._shuffles}"
        return Alternative(kind, self._arms(start, end, bars, depth), self._site.visits(), key)

    def _branch(self, start: int, end: int, colon: int, bars: list[int], depth: int) -> Branch:
        if len(bars) > 1:
            hint = "a condition has one | at most: {cond: then|else}"
            raise self._mistake("E313", bars[1], 1, "this is a third arm", hint)
        found = self._condition(start, colon)
        arms = self._arms(colon + 1, end, bars, depth)
        return Branch(found, arms[0], arms[1] if bars else ())

    def _condition(self, start: int, colon: int) -> Condition:
        source = self._source[start:colon]
        stripped = source.strip()
        at = start + source.index(stripped) if stripped else start
        found = conditions.parse(stripped, self._span_of(at, len(stripped)), self._site.names)
        if isinstance(found, Diagnostic):
            hint = found.hint or r"what stands before : is a condition; write \: for a colon that is text"
            raise _TextError(Diagnostic(found.code, found.span, found.message, hint))
        return found

    def _value(self, start: int, end: int) -> Value:
        name = self._source[start:end].strip()
        if not name:
            raise self._mistake(
                "E312", start - 1, end - start + 2, "these braces are empty", r"write \{\} for braces that are text"
            )
        slot = self._site.names.slot(name)
        if isinstance(slot, str):
            message, _, hint = slot.partition("; ")
            raise self._mistake("E303", start, end - start, message, hint)
        if slot.kind is SlotKind.FLAG:
            hint = f"write {{{name}: text}} for text that depends on it"
            raise self._mistake("E314", start, end - start, f"{name} is a flag and has no value to show", hint)
        return Value(slot)

    def _mistake(self, code: str, at: int, length: int, message: str, hint: str = "") -> _TextError:
        return _TextError(Diagnostic(code, self._span_of(at, length), message, hint))

    def _complain(self, code: str, at: int, length: int, message: str, hint: str) -> None:
        self.diagnostics.append(Diagnostic(code, self._span_of(at, length), message, hint))
