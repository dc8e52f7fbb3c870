"""Bytes of a YAML file to nodes with marks, over libyaml's events.

The YAML is narrow: one document of mappings, lists and texts; no anchors, aliases, tags, merge keys, duplicate keys,
tabs or control characters. Size, depth, events and texts are bounded, so no file can hang or kill the reader; the depth
is checked while the events come, because libyaml itself has no bound. A scalar stays the text it is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import yaml

from fourfifths.compiler.nodes import Mapping, Mark, Node, Scalar, Sequence, Source
from fourfifths.compiler.report import Report, shown
from fourfifths.compiler.syntax import sentence
from fourfifths.diagnostics import Span
from fourfifths.markup import FORBIDDEN

MAX_BYTES = 2 << 20
MAX_EVENTS = 200_000
MAX_DEPTH = 32
MAX_SCALAR = 16 << 10
MAX_LINES = 400
MAX_KEY = 100

LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml's where it was built in, else PyYAML's own, which gives the same events more slowly."""

_PLAIN = bytes([0x0A, *range(0x20, 0x7F)])
_DIGRAPH = b"\r\n"


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
    """Builds the tree of one file, event by event."""

    def __init__(self, source: Source, report: Report) -> None:
        self._source, self._report = source, report
        self._stack: list[Mapping | Sequence] = []
        self._top: Mapping | Sequence | None = None
        self._key: str | None = None
        self._comments = " #" in source.text
        self._documents = 0
        self._root: Node | None = None

    def build(self) -> None:
        """Reads the whole file, or as far as it can be read."""
        try:
            self._read()
        except _UnreadableError:
            return
        except yaml.YAMLError as mistake:
            self._syntax(mistake)
            return
        except (ValueError, OverflowError, RecursionError, LookupError) as mistake:  # the pure parser's own faults
            self._report.error("E006", Span(self._source.name, 1, 1), "this is not YAML that can be read", str(mistake))
            return
        if isinstance(self._root, Mapping):
            self._source.root = self._root
        else:
            place = Span(self._source.name, 1, 1)
            what = "is empty" if self._root is None else "is not a mapping"
            self._report.error("E022", place, f"this file {what}", "write it as `key: value` lines")

    def _read(self) -> None:
        handlers: dict[type, Callable[[Any], None]] = {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: self._mapping,
            yaml.SequenceStartEvent: self._sequence,
            yaml.MappingEndEvent: self._end,
            yaml.SequenceEndEvent: self._end,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document,
        }
        nothing = _nothing
        for number, event in enumerate(self._events()):
            handlers.get(type(event), nothing)(event)
            if number > MAX_EVENTS:
                raise self._stopped(
                    "E003", event.start_mark, f"this file has more than {MAX_EVENTS} parts", "divide it"
                )

    def _events(self) -> Iterator[Any]:
        return yaml.parse(self._source.text, Loader=LOADER)

    def _scalar(self, event: Any) -> None:
        text, mark, style = event.value, event.start_mark, event.style
        if event.anchor is not None or event.tag is not None:
            self._property(event)
        if len(text) > 80 or style == '"':
            self._check_text(text, mark, style)
        top = self._top
        if type(top) is Mapping and self._key is None:
            self._new_key(top, text, mark)
            return
        if self._comments and not style:
            self._comment(event)
        self._attach(Scalar(text, mark, style or ""))

    def _attach(self, node: Node) -> None:
        top = self._top
        if type(top) is Mapping:
            key = self._key
            if key is None:
                raise self._stopped("E013", node.mark, "a key must be plain text", "quote it")
            top.entries[key] = node
            self._key = None
        elif type(top) is Sequence:
            top.items.append(node)
        elif self._documents < 2:
            self._root = node

    def _new_key(self, top: Mapping, text: str, mark: Mark) -> None:
        self._key = text
        if text in top.keys:
            first = self._source.key(top, text)
            hint = f"it stands first in line {first.line}, column {first.column}; take one of them out"
            self._report.error("E010", self._source.at(mark, len(text)), f"the key {shown(text)} stands twice", hint)
        elif text == "<<":
            self._report.error("E009", self._source.at(mark, 2), "merge keys are not used here", "write the keys out")
        elif len(text) > MAX_KEY:
            self._report.error("E013", self._source.at(mark), f"this key is longer than {MAX_KEY} characters", "")
        top.keys[text] = mark

    def _mapping(self, event: Any) -> None:
        self._open(event, Mapping(event.start_mark, bool(event.flow_style)))

    def _sequence(self, event: Any) -> None:
        self._open(event, Sequence(event.start_mark))

    def _open(self, event: Any, node: Mapping | Sequence) -> None:
        if event.anchor is not None or event.tag is not None:
            self._property(event)
        if len(self._stack) >= MAX_DEPTH:
            raise self._stopped(
                "E003", event.start_mark, f"this is nested deeper than {MAX_DEPTH}", "no story needs that"
            )
        self._attach(node)
        self._stack.append(node)
        self._top = node

    def _end(self, _event: object) -> None:
        self._stack.pop()
        self._top = self._stack[-1] if self._stack else None
        self._key = None

    def _alias(self, event: Any) -> None:
        raise self._stopped("E007", event.start_mark, "aliases (*) are not used here", "quote text that starts with *")

    def _document(self, event: Any) -> None:
        self._documents += 1
        if self._documents > 1 or event.version or event.tags:
            raise self._stopped(
                "E011", event.start_mark, "a file holds one document and no directives", "take out `---` and %"
            )

    def _property(self, event: Any) -> None:
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
        if self._source.lines[end.line][end.column :].lstrip().startswith("#"):
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


def _nothing(_event: object) -> None:
    """Events that carry nothing: the ends of documents and of the stream."""
