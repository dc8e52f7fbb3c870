"""Bytes of a YAML file to nodes with marks, over libyaml's events.

The YAML is narrow: one document of mappings, lists and texts; no anchors, aliases, tags, merge keys, duplicate keys,
tabs or control characters. Size, depth, events and texts are bounded, so no file can hang or kill the reader; the depth
is checked while the events come, because libyaml itself has no bound. A scalar stays the text it is.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import yaml

from fourfifths.compiler.nodes import Mapping, Mark, Node, Scalar, Sequence, Source
from fourfifths.compiler.report import Report, shown
from fourfifths.compiler.syntax import sentence
from fourfifths.diagnostics import Span
from fourfifths.markup import FORBIDDEN

MAX_BYTES = 1 << 20
MAX_PARTS = 100_000
MISTAKE = 200
"""How many parts a mistake that the reader goes on after counts for."""

MAX_DEPTH = 32
MAX_SCALAR = 16 << 10
MAX_LINES = 400
MAX_KEY = 100

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's where it was built in, else PyYAML's own, which gives the same events more slowly."""

_PLAIN = bytes([0x0A, *range(0x20, 0x7F)])
_DIGRAPH = b"\r\n"
_SCALAR: Any = yaml.ScalarEvent
_ODD = (" #", "\\", "&", " !", "\n!", "[!", "{!", ",!", ":!", "?!", "-!")
"""Without these no comment, escape, anchor or tag is in a file, and its scalars need no look for them."""


IGNORE = re.compile(r"#\s*fourfifths:\s*ignore\[")
"""How a comment begins that speaks to the linter; after a plain text it is a comment and nothing that YAML cut off."""


class _UnreadableError(Exception):
    """The file cannot be read on; the mistake is reported."""


def read(name: str, data: bytes, report: Report) -> Source:
    """The file's source; its `root` is None where it could not be read to its end, and then the report says why."""
    start = Span(name, 1, 1)
    if len(data) > MAX_BYTES:
        report.error("E003", start, f"this file is larger than {MAX_BYTES >> 20} MiB", "divide it into several files")
        return Source(name)
    text = _decoded(name, data, report)
    if text is None:
        return Source(name)
    source = Source(name, text)
    if _characters(source, report):
        _Builder(source, report).build()
    return source


def _decoded(name: str, data: bytes, report: Report) -> str | None:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as mistake:
        before = data[: mistake.start]
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        place = Span(name, before.count(b"\n") + 1, column)
        report.error("E004", place, f"byte 0x{data[mistake.start]:02X} is not UTF-8", "save the file as UTF-8")
        return None
    return text.replace("\r\n", "\n") if _DIGRAPH in data else text


def _characters(source: Source, report: Report) -> bool:
    """Whether every character of the file may stand in it; the first place of each that may not is reported."""
    rest = source.text.encode().translate(None, _PLAIN).decode()
    if not _forbidden(rest):
        return True
    for character in dict.fromkeys(_forbidden(rest)):
        at = source.text.index(character)
        before = source.text[:at]
        place = Span(source.name, before.count("\n") + 1, at - (before.rfind("\n") + 1) + 1)
        _name_character(character, place, report)
    return False


def _forbidden(text: str) -> list[str]:
    found: list[str] = FORBIDDEN.findall(text)
    return found + [c for c in ("\t", "\ufffe", "\uffff") if c in text]


def _name_character(character: str, place: Span, report: Report) -> None:
    if character == "\t":
        report.error("E005", place, "U+0009, a tab, stands in this file", "write spaces")
    else:
        hint = "take it out; it is invisible or steers the terminal"
        report.error("E005", place, f"the character U+{ord(character):04X} has no place in a story", hint)


class _Builder:
    """Builds the tree of one file, event by event.

    Most of the compiler's time goes by here, so a node costs few calls: a mapping reads its own keys and scalars.
    """

    def __init__(self, source: Source, report: Report) -> None:
        self._source, self._report = source, report
        text = source.text
        self._ordinary = text[:1] != "!" and not any(sign in text for sign in _ODD)
        self._comments = {number for number, line in enumerate(source.lines) if " #" in line} if " #" in text else set()
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
        return self._stopped("E011", event.start_mark, "a file holds one document and no directives", hint)

    def _node(self, event: Any) -> Node:
        kind = type(event)
        if kind is yaml.ScalarEvent:
            return self._scalar(event)
        if kind is yaml.AliasEvent:
            hint = "quote text that starts with *"
            raise self._stopped("E007", event.start_mark, "aliases (*) are not used here", hint)
        if event.anchor is not None or event.tag is not None:
            self._property(event)
        if self._depth >= MAX_DEPTH:
            message = f"this is nested deeper than {MAX_DEPTH}"
            raise self._stopped("E003", event.start_mark, message, "no story needs that")
        self._depth += 1
        node = self._mapping(event) if kind is yaml.MappingStartEvent else self._sequence(event)
        self._depth -= 1
        return node

    def _scalar(self, event: Any) -> Scalar:
        """A scalar; in a file without comments, escapes, anchors and tags, only its length is left to check."""
        text, style = event.value, event.style
        if self._ordinary and len(text) < MAX_LINES:
            return Scalar(text, event.start_mark, style)
        if event.anchor is not None or event.tag is not None:
            self._property(event)
        if len(text) > MAX_LINES or style == '"':
            self._check_text(text, event.start_mark, style)
        if not style and event.end_mark.line in self._comments:
            self._comment(event)
        return Scalar(text, event.start_mark, style)

    def _mapping(self, start: Any) -> Mapping:
        node = Mapping(start.start_mark, bool(start.flow_style))
        entries, keys, read, scalar, ordinary = node.entries, node.keys, self._next, _SCALAR, self._ordinary
        while type(event := read()) is scalar:
            key: str = event.value
            if key in keys or len(key) > MAX_KEY or key == "<<" or not ordinary:
                self._odd_key(node, event)
            keys[key] = event.start_mark
            event = read()
            entries[key] = self._scalar(event) if type(event) is scalar else self._node(event)
        if type(event) is not yaml.MappingEndEvent:
            raise self._stopped("E013", event.start_mark, "a key must be plain text", "quote it")
        self._count(len(keys), event)
        return node

    def _sequence(self, event: Any) -> Sequence:
        node = Sequence(event.start_mark)
        items = node.items
        while type(event := self._next()) is not yaml.SequenceEndEvent:
            items.append(self._node(event))
            self._count(1, event)
        return node

    def _count(self, parts: int, event: Any) -> None:
        self._parts += parts
        if self._parts > MAX_PARTS:
            raise self._stopped("E003", event.start_mark, f"this file has more than {MAX_PARTS} parts", "divide it")

    def _odd_key(self, node: Mapping, event: Any) -> None:
        text, mark = event.value, event.start_mark
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
        place = self._source.at(event.start_mark)
        if event.anchor is not None:
            self._report.error("E007", place, "anchors (&) are not used here", "quote text that starts with &")
        if event.tag is not None:
            self._report.error("E008", place, "tags (!) are not used here", "quote text that starts with !")

    def _check_text(self, text: str, mark: Mark, style: str) -> None:
        if len(text) > MAX_SCALAR or text.count("\n") > MAX_LINES:
            most = f"{MAX_SCALAR} characters or {MAX_LINES} lines"
            raise self._stopped("E003", mark, f"this text is longer than {most}", "divide it into scenes")
        if style == '"' and (found := _forbidden(text)):
            _name_character(found[0], self._source.at(mark), self._report)

    def _comment(self, event: Any) -> None:
        end = event.end_mark
        rest = self._source.lines[end.line][end.column :].lstrip()
        if rest.startswith("#") and not IGNORE.match(rest):
            self._source.commented.add((event.start_mark.line, event.start_mark.column))

    def _stopped(self, code: str, mark: Mark, message: str, hint: str) -> _UnreadableError:
        self._report.error(code, self._source.at(mark), message, hint)
        return _UnreadableError()

    def _syntax(self, mistake: yaml.YAMLError) -> None:
        message, hint = sentence(str(getattr(mistake, "problem", None) or ""))
        opened = "quote" in message or "not closed" in message
        mark = (opened and getattr(mistake, "context_mark", None)) or getattr(mistake, "problem_mark", None)
        place = self._source.at(mark) if mark else Span(self._source.name, 1, 1)
        self._report.error("E006", place, message, hint)
