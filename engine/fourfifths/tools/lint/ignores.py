"""Comments that silence findings: `# fourfifths: ignore[W104, W304]`, on the line of what is found.

Where a text starts on that line, the comment covers all its lines. Inside a text it is part of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

from fourfifths.compiler.codes import CODES
from fourfifths.compiler.nodes import Mapping, Node, Scalar, Sequence, Source
from fourfifths.diagnostics import Diagnostic, Severity, Span
from fourfifths.tools.lint.registry import by_code

COMMENT = re.compile(r"(?:^|(?<=\s))#\s*fourfifths:\s*ignore\[([^\]\n]*)\]")
_CODE = re.compile(r"[^\s,]+")


class Ignores:
    """The comments of one file, and which of their codes were needed."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._used: set[Span] = set()

    @cached_property
    def _blocks(self) -> list[tuple[int, int]]:
        """The texts that take more than one line: their first and last lines, counted from 1."""
        root = self._source.root
        return [] if root is None else list(_blocks(root, self._source))

    @cached_property
    def _written(self) -> dict[int, list[tuple[str, Span]]]:
        """The codes of each line with a comment, and where they stand."""
        found: dict[int, list[tuple[str, Span]]] = {}
        if "fourfifths:" not in self._source.text:
            return found
        for number, line in enumerate(self._source.lines, 1):
            match = COMMENT.search(line)
            if match is None or any(first < number <= last for first, last in self._blocks):
                continue
            start = match.start(1)
            found[number] = [
                (code[0], Span(self._source.name, number, start + code.start() + 1, len(code[0])))
                for code in _CODE.finditer(match[1])
            ] or [("", Span(self._source.name, number, start + 1))]
        return found

    def kept(self, found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
        """The findings that no comment silences."""
        return (item for item in found if not self._written or not self._silences(item))

    def _silences(self, item: Diagnostic) -> bool:
        if item.severity is Severity.ERROR:
            return False
        line = item.span.line
        lines = {line, *(first for first, last in self._blocks if first < line <= last)}
        for number in sorted(lines & self._written.keys()):
            for code, place in self._written[number]:
                if code == item.code or ((rule := by_code(code)) is not None and rule.code == item.code):
                    self._used.add(place)
                    return True
        return False

    def unused(self, ran: Iterable[str]) -> Iterator[Diagnostic]:
        """A finding for each code that silenced nothing; of codes that exist, those whose rules ran."""
        rule, judged = by_code("W901"), frozenset(ran)
        for codes in self._written.values() if rule and rule.code in judged else ():
            for code, place in codes:
                meant = by_code(code)
                if place in self._used or rule is None or (meant is not None and meant.code not in judged):
                    continue
                yield rule.found(place, *_said(code, meant is not None))


def _said(code: str, exists: bool) -> tuple[str, str]:
    if exists:
        return f"there is no {code} here", "take it out"
    if code in CODES:
        return f"{code} is an error and cannot be ignored", "mend what it finds"
    return f"there is no code {code!r}" if code else "this ignores nothing", "write a code, as ignore[W104]"


def _blocks(node: Node, source: Source) -> Iterator[tuple[int, int]]:
    if isinstance(node, Scalar):
        if node.style in ("|", ">") or "\n" in node.text:
            yield _lines(node, source)
        return
    children = node.entries.values() if isinstance(node, Mapping) else node.items if isinstance(node, Sequence) else ()
    for child in children:
        yield from _blocks(child, source)


def _lines(node: Scalar, source: Source) -> tuple[int, int]:
    first = source.span(node).line
    return first, max(first, source.inside(node, max(0, len(node.text.rstrip()) - 1), 1).line)
