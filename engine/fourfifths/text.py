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
from typing import Protocol

from fourfifths.conditions import Names, holds
from fourfifths.diagnostics import Diagnostic, Span
from fourfifths.model import Alternative, AltKind, Branch, Condition, Part, SlotKind, Template, Value
from fourfifths.state import State

MAX_DEPTH = 8
_SIGN = re.compile(r"[{}:|\\]")
"""Braces, marks between them, and what makes the next of them plain."""

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

    def condition(self, source: str, span: Span) -> Condition | Diagnostic:
        """The condition that `source` states here, or what is wrong with it."""


class _TextError(Exception):
    def __init__(self, diagnostic: Diagnostic) -> None:
        super().__init__(diagnostic.message)
        self.diagnostic = diagnostic


def parse(source: str, span_of: SpanOf, site: Site) -> tuple[Template, tuple[Diagnostic, ...]]:
    """The template that `source` states and every mistake in it; a mistaken piece is left out."""
    if "{" not in source and "}" not in source:
        return ((source,) if source else ()), ()
    parser = _Parser(source, span_of, site)
    return parser.whole(), tuple(sorted(parser.diagnostics, key=lambda mistake: mistake.span))


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


class _Inline:
    """A pair of braces: where they stand, the | that belong to them, and the braces inside them.

    `close` is None where they are never closed; `colon` is where a : stands before any |, else None.
    """

    __slots__ = ("bars", "close", "colon", "inner", "open")

    def __init__(self, at: int) -> None:
        self.open = at
        self.close: int | None = None
        self.colon: int | None = None
        self.bars: list[int] = []
        self.inner: list[_Inline] = []

    def note(self, sign: str, at: int) -> None:
        """Takes in a mark that stands between these braces."""
        if sign == "|":
            self.bars.append(at)
        elif self.colon is None and not self.bars:
            self.colon = at


def _inlines(source: str) -> tuple[list[_Inline], list[int]]:
    """The braces of a source, and where a } closes nothing."""
    here = whole = _Inline(-1)
    around: list[_Inline] = []
    strays: list[int] = []
    plain = -1
    first = source.find("{")
    if "\\" in source or source.find("}", 0, first) >= 0:
        first = 0
    for match in _SIGN.finditer(source, first):
        sign, at = match[0], match.start()
        if at == plain:
            continue
        if sign == "{":
            around.append(here)
            here = _Inline(at)
            around[-1].inner.append(here)
        elif sign == "\\":
            plain = at + 1
        elif sign != "}":
            here.note(sign, at)
        elif around:
            here.close = at
            here = around.pop()
        else:
            strays.append(at)
    return whole.inner, strays


class _Parser:
    def __init__(self, source: str, span_of: SpanOf, site: Site) -> None:
        self._source, self._span_of, self._site = source, span_of, site
        self._shuffles = 0
        self.diagnostics: list[Diagnostic] = []

    def whole(self) -> Template:
        """The parts of the source."""
        inner, strays = _inlines(self._source)
        for at in strays:
            self._complain("E311", at, 1, "this } closes nothing", r"write \} for a brace that is text")
        return self._template(0, len(self._source), inner, 0)

    def _template(self, start: int, end: int, inner: list[_Inline], depth: int) -> Template:
        """The parts of source[start:end], where these braces stand."""
        parts: list[Part] = []
        for inline in inner:
            if start < inline.open:
                parts.append(self._source[start : inline.open])
            if inline.close is None:
                hint = r"close it with }, or write \{ for a brace that is text"
                self._complain("E310", inline.open, 1, "this { is never closed", hint)
                return tuple(parts)
            start = inline.close + 1
            if depth >= MAX_DEPTH:
                hint = "split the text"
                self._complain("E315", inline.open, 1, f"alternatives are nested deeper than {MAX_DEPTH}", hint)
                continue
            try:
                parts.append(self._part(inline, inline.close, depth + 1))
            except _TextError as mistake:
                self.diagnostics.append(mistake.diagnostic)
        if start < end:
            parts.append(self._source[start:end])
        return tuple(parts)

    def _part(self, inline: _Inline, end: int, depth: int) -> Part:
        start = inline.open + 1
        kind = _KINDS.get(self._source[start])
        if kind:
            return self._alternative(kind, inline, start + 1, depth)
        if inline.colon is not None:
            return self._branch(inline, start, inline.colon, depth)
        if inline.bars:
            return self._alternative(AltKind.SEQUENCE, inline, start, depth)
        return self._value(start, end)

    def _arms(self, inline: _Inline, start: int, depth: int) -> tuple[Template, ...]:
        arms: list[Template] = []
        for end in (*inline.bars, inline.close or start):
            text = self._source[start:end]
            trimmed = text.strip()
            inner = [inside for inside in inline.inner if start <= inside.open < end] if inline.inner else ()
            if inner:
                first = start + text.index(trimmed)
                arms.append(self._template(first, first + len(trimmed), inner, depth))
            else:
                arms.append((trimmed,) if trimmed else ())
            start = end + 1
        return tuple(arms)

    def _alternative(self, kind: AltKind, inline: _Inline, start: int, depth: int) -> Alternative:
        self._shuffles += 1
        key = f"{self._site.key}#{self._shuffles}"
        return Alternative(kind, self._arms(inline, start, depth), self._site.visits(), key)

    def _branch(self, inline: _Inline, start: int, colon: int, depth: int) -> Branch:
        if len(inline.bars) > 1:
            hint = "a condition has one | at most: {cond: then|else}"
            raise self._mistake("E313", inline.bars[1], 1, "this is a third arm", hint)
        found = self._condition(start, colon)
        arms = self._arms(inline, colon + 1, depth)
        return Branch(found, arms[0], arms[1] if inline.bars else ())

    def _condition(self, start: int, colon: int) -> Condition:
        source = self._source[start:colon]
        stripped = source.strip()
        at = start + source.index(stripped) if stripped else start
        found = self._site.condition(stripped, self._span_of(at, len(stripped)))
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
