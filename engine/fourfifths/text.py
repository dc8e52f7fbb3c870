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
_ESCAPED = re.compile(r"\\.", re.DOTALL)
_BLANK = "\0"
"""Stands in the signs of a text for each character that is no sign there: escapes, and what is in inner braces."""

KINDS = {"&": AltKind.CYCLE, "!": AltKind.ONCE, "~": AltKind.SHUFFLE}

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
    """A pair of braces: where they stand, and the braces inside them; `close` is None where they are never closed."""

    __slots__ = ("close", "inner", "open")

    def __init__(self, at: int) -> None:
        self.open = at
        self.close: int | None = None
        self.inner: list[_Inline] = []


def _inlines(signs: str) -> tuple[list[_Inline], list[int]]:
    """The braces of a text, and where a } closes nothing."""
    here = whole = _Inline(-1)
    around: list[_Inline] = []
    strays: list[int] = []
    at = -1
    for piece in signs.split("{"):
        if at >= 0:
            around.append(here)
            here = _Inline(at)
            around[-1].inner.append(here)
        close = piece.find("}")
        while close >= 0:
            if around:
                here.close = at + 1 + close
                here = around.pop()
            else:
                strays.append(at + 1 + close)
            close = piece.find("}", close + 1)
        at += 1 + len(piece)
    return whole.inner, strays


class _Parser:
    """Parses one source. `signs` are a text of the source's characters, or blanks in their place."""

    def __init__(self, source: str, span_of: SpanOf, site: Site) -> None:
        self._source, self._span_of, self._site = source, span_of, site
        self._signs = _ESCAPED.sub(_BLANK * 2, source) if "\\" in source else source
        self._shuffles = 0
        self.diagnostics: list[Diagnostic] = []

    def whole(self) -> Template:
        """The parts of the source."""
        inner, strays = _inlines(self._signs)
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

    def _between(self, inline: _Inline, end: int) -> str:
        """The signs that belong to a pair of braces which has others inside."""
        start, found = inline.open + 1, ""
        for inside in inline.inner:
            after = (inside.close or inside.open) + 1
            found += self._signs[start : inside.open] + _BLANK * (after - inside.open)
            start = after
        return found + self._signs[start:end]

    def _part(self, inline: _Inline, end: int, depth: int) -> Part:
        start, inner = inline.open + 1, inline.inner
        signs = self._between(inline, end) if inner else self._signs[start:end]
        kind = KINDS.get(signs[:1])
        if kind:
            return self._alternative(kind, start + 1, signs[1:], inner, depth)
        head, colon, arms = signs.partition(":")
        if colon and "|" not in head:
            return self._branch(start, start + len(head), arms.split("|"), inner, depth)
        if "|" in signs:
            return self._alternative(AltKind.SEQUENCE, start, signs, inner, depth)
        return self._value(start, end)

    def _arms(self, start: int, pieces: list[str], inner: list[_Inline], depth: int) -> list[Template]:
        """The templates of arms whose signs these are."""
        if not inner and self._signs is self._source:
            return [(arm,) if (arm := piece.strip()) else () for piece in pieces]
        arms: list[Template] = []
        for piece in pieces:
            end = start + len(piece)
            text = self._source[start:end]
            trimmed = text.strip()
            inside = [inline for inline in inner if start <= inline.open < end]
            if inside:
                first = start + text.index(trimmed)
                arms.append(self._template(first, first + len(trimmed), inside, depth))
            else:
                arms.append((trimmed,) if trimmed else ())
            start = end + 1
        return arms

    def _alternative(self, kind: AltKind, start: int, signs: str, inner: list[_Inline], depth: int) -> Alternative:
        self._shuffles += 1
        key = f"{self._site.key}#{self._shuffles}"
        arms = self._arms(start, signs.split("|"), inner, depth)
        return Alternative(kind, tuple(arms), self._site.visits(), key)

    def _branch(self, start: int, colon: int, pieces: list[str], inner: list[_Inline], depth: int) -> Branch:
        if len(pieces) > 2:
            third = colon + len(pieces[0]) + len(pieces[1]) + 2
            hint = "a condition has one | at most: {cond: then|else}"
            raise self._mistake("E313", third, 1, "this is a third arm", hint)
        found = self._condition(start, colon)
        arms = self._arms(colon + 1, pieces, inner, depth)
        return Branch(found, arms[0], arms[1] if len(arms) > 1 else ())

    def _condition(self, start: int, colon: int) -> Condition:
        source = self._source[start:colon]
        stripped = source.strip()
        found = self._site.condition(stripped, self._span_of(start + source.index(stripped), len(stripped)))
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
