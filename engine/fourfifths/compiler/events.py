"""A file's tree over libyaml's events: the one authority on what YAML is, and on what is wrong with a file.

The YAML is narrow: one document of mappings, lists and texts; no anchors, aliases, tags, merge keys, duplicate keys,
tabs or control characters. Depth, parts and texts are bounded while the events come, because libyaml itself has no
bound.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import yaml

from fourfifths.compiler.bounds import (
    CUT,
    MAX_DEPTH,
    MAX_KEY,
    MAX_LINES,
    MAX_PARTS,
    MAX_SCALAR,
    forbidden,
    name_character,
)
from fourfifths.compiler.nodes import Mapping, Mark, Node, Scalar, Sequence, Source
from fourfifths.compiler.report import Report, shown
from fourfifths.compiler.syntax import sentence
from fourfifths.diagnostics import Span

MISTAKE = 200
"""How many parts a mistake that the reader goes on after counts for."""

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's where it was built in, else PyYAML's own, which gives the same events more slowly."""

_SCALAR: Any = yaml.ScalarEvent
_ODD = (" #", "\\", "&", " !", "\n!", "[!", "{!", ",!", ":!", "?!", "-!")
"""Without these no comment, escape, anchor or tag is in a file, and its scalars need no look for them."""


class _UnreadableError(Exception):
    """The file cannot be read on; the mistake is reported."""


def build(source: Source, report: Report) -> None:
    """Gives a source its tree, or says why it cannot be read to its end."""
    _Builder(source, report).build()


class _Builder:
    """Builds the tree of one file, event by event; a mapping reads its own keys and scalars, to save calls."""

    def __init__(self, source: Source, report: Report) -> None:
        self._source, self._report = source, report
        text = source.text
        self._ordinary = text[:1] != "!" and not any(sign in text for sign in _ODD)
        self._commented = " #" in text
        self._depth = 0
        self._parts = 0
        self._next: Callable[[], Any] = LOADER(source.text).get_event

    def build(self) -> None:
        """Reads the whole file, or as far as it can be read."""
        try:
            root = self._document()
        except _UnreadableError:
            return
        except yaml.YAMLError as mistake:
            self._syntax(mistake)
            return
        except (ValueError, OverflowError, RecursionError, LookupError):  # the pure parser's own faults
            self._report.error("E006", Span(self._source.name, 1, 1), *sentence(""))
            return
        if isinstance(root, Mapping):
            self._source.root = root
        else:
            place = Span(self._source.name, 1, 1)
            what = "is empty" if root is None else "is not a mapping"
            self._report.error("E022", place, f"this file {what}", "write it as `key: value` lines")

    def _document(self) -> Node | None:
        """The one document of the file, None where there is none."""
        self._next()  # the stream starts
        event: Any = self._next()
        if type(event) is yaml.StreamEndEvent:
            return None
        if event.version or event.tags:
            raise self._second(event)
        root = self._node(self._next())
        self._next()  # the document ends
        event = self._next()
        if type(event) is not yaml.StreamEndEvent:
            raise self._second(event)
        return root

    def _second(self, event: Any) -> _UnreadableError:
        hint = "take out `---`, `...` and lines that start with %"
        return self._stopped("E011", event.start_mark.index, "a file holds one document and no directives", hint)

    def _node(self, event: Any) -> Node:
        kind = type(event)
        if kind is yaml.ScalarEvent:
            return self._scalar(event)
        if kind is yaml.AliasEvent:
            hint = "quote text that starts with *"
            raise self._stopped("E007", event.start_mark.index, "aliases (*) are not used here", hint)
        if event.anchor is not None or event.tag is not None:
            self._property(event)
        if self._depth >= MAX_DEPTH:
            message = f"this is nested deeper than {MAX_DEPTH}"
            raise self._stopped("E003", event.start_mark.index, message, "no story needs that")
        self._depth += 1
        node = self._mapping(event) if kind is yaml.MappingStartEvent else self._sequence(event)
        self._depth -= 1
        return node

    def _scalar(self, event: Any) -> Scalar:
        """A scalar; in a file without comments, escapes, anchors and tags, only its length is left to check."""
        text, style = event.value, event.style
        if self._ordinary and len(text) < MAX_LINES:
            return Scalar(text, event.start_mark.index, style)
        if event.anchor is not None or event.tag is not None:
            self._property(event)
        if len(text) > MAX_LINES or style == '"':
            self._check_text(text, event.start_mark.index, style)
        if not style and self._commented and CUT.match(self._source.text, event.end_mark.index):
            self._source.commented.add(event.start_mark.index)
        return Scalar(text, event.start_mark.index, style)

    def _mapping(self, start: Any) -> Mapping:
        node = Mapping(start.start_mark.index, bool(start.flow_style))
        entries, keys, read, scalar, ordinary = node.entries, node.keys, self._next, _SCALAR, self._ordinary
        while type(event := read()) is scalar:
            key: str = event.value
            if key in keys or len(key) > MAX_KEY or key == "<<" or not ordinary:
                self._odd_key(node, event)
            keys[key] = event.start_mark.index
            event = read()
            entries[key] = self._scalar(event) if type(event) is scalar else self._node(event)
        if type(event) is not yaml.MappingEndEvent:
            raise self._stopped("E013", event.start_mark.index, "a key must be plain text", "quote it")
        self._count(len(keys), event)
        return node

    def _sequence(self, event: Any) -> Sequence:
        node = Sequence(event.start_mark.index)
        items = node.items
        while type(event := self._next()) is not yaml.SequenceEndEvent:
            items.append(self._node(event))
            self._count(1, event)
        return node

    def _count(self, parts: int, event: Any) -> None:
        self._parts += parts
        if self._parts > MAX_PARTS:
            raise self._stopped(
                "E003", event.start_mark.index, f"this file has more than {MAX_PARTS} parts", "divide it"
            )

    def _odd_key(self, node: Mapping, event: Any) -> None:
        text, mark = event.value, event.start_mark.index
        if event.anchor is not None or event.tag is not None:
            self._property(event)
        if text in node.keys:
            first = self._source.key(node, text)
            hint = f"it stands first in line {first.line}, column {first.column}; take one of them out"
            self._report.error("E010", self._source.at(mark, len(text)), f"the key {shown(text)} stands twice", hint)
            self._count(MISTAKE, event)
        elif text == "<<":
            self._report.error("E009", self._source.at(mark, 2), "merge keys are not used here", "write the keys out")
        elif len(text) > MAX_KEY:
            self._report.error("E013", self._source.at(mark), f"this key is longer than {MAX_KEY} characters", "")

    def _property(self, event: Any) -> None:
        self._count(MISTAKE, event)
        place = self._source.at(event.start_mark.index)
        if event.anchor is not None:
            self._report.error("E007", place, "anchors (&) are not used here", "quote text that starts with &")
        if event.tag is not None:
            self._report.error("E008", place, "tags (!) are not used here", "quote text that starts with !")

    def _check_text(self, text: str, mark: Mark, style: str) -> None:
        if len(text) > MAX_SCALAR or text.count("\n") > MAX_LINES:
            most = f"{MAX_SCALAR} characters or {MAX_LINES} lines"
            raise self._stopped("E003", mark, f"this text is longer than {most}", "divide it into scenes")
        if style == '"' and (found := forbidden(text)):
            name_character(found[0], self._source.at(mark), self._report)

    def _stopped(self, code: str, mark: Mark, message: str, hint: str) -> _UnreadableError:
        self._report.error(code, self._source.at(mark), message, hint)
        return _UnreadableError()

    def _syntax(self, mistake: yaml.YAMLError) -> None:
        message, hint = sentence(str(getattr(mistake, "problem", None) or ""))
        opened = "quote" in message or "not closed" in message
        mark = (opened and getattr(mistake, "context_mark", None)) or getattr(mistake, "problem_mark", None)
        line, column = (mark.line, mark.column) if mark else (0, 0)  # at the end of a file, libyaml's index lags behind
        place = Span(self._source.name, line + 1, column + 1)
        self._report.error("E006", place, message, hint)
