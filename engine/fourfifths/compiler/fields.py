"""A mapping of a story checked against its shape, and typed access to its values.

Every mistake is reported where it stands; a value that is mistaken reads as if it were not there, and `broken` says so.
"""

from __future__ import annotations

import re

from fourfifths.compiler.nodes import Mapping, Move, Node, Scalar, Sequence, Source
from fourfifths.compiler.report import Report, shown
from fourfifths.compiler.shapes import Kind, Shape
from fourfifths.diagnostics import Span

ID = re.compile(r"[a-z0-9][a-z0-9-]{0,63}\Z")
REFERENCE = re.compile(r"(?:[a-z0-9][a-z0-9-]{0,63}/)?[a-z0-9][a-z0-9-]{0,63}\Z")
NUMBER = re.compile(r"[+-]?(?:0|[1-9][0-9]{0,8})\Z")
_NAME_HINT = "a name has small letters, digits and hyphens, 64 at most"
MAX_LIST = 200
MAX_KEYS = 50

_ACCEPTS: dict[Kind, tuple[type, ...]] = {
    Kind.NAMES: (Scalar, Sequence),
    Kind.PROSE: (Scalar, Sequence),
    Kind.MAPPING: (Mapping,),
    Kind.MAPPINGS: (Mapping, Sequence),
    Kind.LIST: (Sequence,),
    Kind.LINES: (Sequence,),
}
_SCALAR = (Scalar,)
_CUT = (Kind.TEXT, Kind.LINE, Kind.PROSE)
_NOTHING: frozenset[str] = frozenset()


class _Plan:
    """What a shape asks of a mapping: which keys may hold a node of a type, which it needs, which a comment may cut."""

    def __init__(self, shape: Shape) -> None:
        self.shape = shape
        kinds = {key: _ACCEPTS.get(field.kind, _SCALAR) for key, field in shape.fields.items()}
        self.accepted: dict[type[Node], frozenset[str]] = {
            node: frozenset(key for key, types in kinds.items() if node in types)
            for node in (Scalar, Sequence, Mapping)
        }
        self.accepted[Move] = self.accepted[Mapping]
        self.texts = self.accepted[Scalar]
        self.required = frozenset(shape.required)
        self.either = frozenset(shape.either)
        self.cut = tuple(key for key, field in shape.fields.items() if field.kind in _CUT)

    def takes(self, entries: dict[str, Node]) -> bool:
        """Whether every key is known, has a value of its kind, and none is missing."""
        texts = self.texts
        for key, value in entries.items():
            if type(value) is not Scalar:
                if key not in self.accepted[type(value)]:
                    return False
            elif key not in texts or not value.text.strip():
                return False
        if self.either and self.either.isdisjoint(entries):
            return False
        return self.required <= entries.keys() and len(entries) <= MAX_KEYS


_PLANS: dict[str, _Plan] = {}
"""The plan of each shape by its name, made once; a shape made while a table is read may share its name with others."""


class Fields:
    """The values of one mapping that have the right shape."""

    __slots__ = ("broken", "meant", "node", "report", "shape", "source", "values")

    def __init__(self, shape: Shape, node: Mapping, source: Source, report: Report) -> None:
        self.shape, self.node, self.source, self.report = shape, node, source, report
        self.broken = False
        self.meant = _NOTHING
        """Keys that are there, but misspelt."""
        plan = _PLANS.get(shape.name)
        if plan is None or plan.shape is not shape:
            plan = _PLANS[shape.name] = _Plan(shape)
        self.values = node.entries if plan.takes(node.entries) else self._checked(plan)
        if source.commented:
            self._check_cuts(self.values, plan.cut)

    def _checked(self, plan: _Plan) -> dict[str, Node]:
        """The values that have the right shape; whatever else there is, or is not, is reported."""
        entries = self.node.entries
        if len(entries) > MAX_KEYS:
            message, most = f"this mapping has more than {MAX_KEYS} keys", len(self.shape.fields)
            self._fail("E003", self.source.span(self.node), message, f"{self.shape.name} has {most} at most")
            return {}
        wrong = [key for key, value in entries.items() if key not in plan.accepted[type(value)] or _empty(value)]
        for key in wrong:
            self._refuse(key, entries[key])
        self._check_missing()
        return {key: value for key, value in entries.items() if key not in wrong}

    def _check_cuts(self, values: dict[str, Node], keys: tuple[str, ...]) -> None:
        for key in keys:
            if key in values:
                uncut(values[key], self.source, self.report)

    def _check_missing(self) -> None:
        either, keys = self.shape.either, self.node.entries.keys() | self.meant
        lacking = either[:1] if keys.isdisjoint(either) else ()
        for key in (*self.shape.required, *lacking):
            if key not in self.node.entries and key not in self.meant:
                about = self.shape.fields[key].about
                self._fail("E021", self.source.span(self.node), f"{self.shape.name} needs `{key}`", f"it is {about}")

    def _refuse(self, key: str, value: Node) -> None:
        field = self.shape.fields.get(key)
        if field is None:
            self._unknown(key, value)
        elif _empty(value):
            self._fail("E023", self.source.key(self.node, key), f"`{key}` has no value", f"it is {field.kind}")
        else:
            self._misshapen(key, value, field.kind)

    def _fail(self, code: str, span: Span, message: str, hint: str = "") -> None:
        self.broken = True
        self.report.error(code, span, message, hint)

    def _unknown(self, key: str, value: Node) -> None:
        if key == "<<":  # the reader has said so
            return
        hint = self.report.cure(key, self.shape.fields)
        self.meant = self.meant.union(self.report.near(key, self.shape.fields))
        if self.node.flow and isinstance(value, Scalar) and not value.text:
            hint = "a comma ends a value inside { }: put the value in quotes"
        message = f"{shown(key)} is no key of {self.shape.name}"
        self._fail("E020", self.source.key(self.node, key), message, hint)

    def _misshapen(self, key: str, value: Node, kind: Kind) -> None:
        hint = f"write {kind}"
        if isinstance(value, Mapping) and value.flow and kind not in (Kind.LIST, Kind.LINES):
            hint = "a value that starts with { must be in quotes, or written as a | block"
        if isinstance(value, Sequence) and kind in (Kind.LINE, Kind.TEXT):
            hint = "a value that starts with [ must be in quotes, or written as a | block"
        self._fail("E022", self.source.span(value), f"`{key}` is {what(value)}, not {kind}", hint)

    def __contains__(self, key: str) -> bool:
        return key in self.values

    def scalar(self, key: str) -> Scalar | None:
        """The text node of a key."""
        value = self.values.get(key)
        return value if type(value) is Scalar else None

    def line(self, key: str, default: str = "") -> str:
        """The text of a key, as one line."""
        value = self.values.get(key)
        return one_line(value.text) if type(value) is Scalar else default

    def name(self, key: str) -> str:
        """The name in a key, or nothing."""
        value = self.values.get(key)
        return identifier(value, self) if type(value) is Scalar else ""

    def names(self, key: str) -> list[Scalar]:
        """The one name or the list of names in a key, as nodes."""
        value = self.values.get(key)
        return scalars(value, self) if value is not None else []

    def number(self, key: str, default: int, low: int = -(10**9), high: int = 10**9) -> int:
        """The whole number in a key, within these bounds."""
        node = self.scalar(key)
        if node is None:
            return default
        value = number(node, self)
        if value is None:
            return default
        if not low <= value <= high:
            self._fail("E027", self.source.span(node), f"`{key}` is {value}", f"it lies between {low} and {high}")
            return default
        return value

    def flag(self, key: str, default: bool) -> bool:
        """The flag in a key."""
        node = self.scalar(key)
        if node is None:
            return default
        if node.text not in ("true", "false"):
            self._fail("E026", self.source.span(node), f"{shown(node.text)} is no flag", "write true or false")
            return default
        return node.text == "true"

    def mapping(self, key: str) -> Mapping | None:
        """The mapping in a key."""
        value = self.values.get(key)
        return value if isinstance(value, Mapping) else None

    def items(self, key: str) -> list[Node]:
        """The items of the list in a key, or its one value."""
        value = self.values.get(key)
        if isinstance(value, Sequence):
            return capped(value, self)
        return [] if value is None else [value]

    def wrong(self, code: str, node: Node, message: str, hint: str = "") -> None:
        """Reports a mistake at a node of this mapping."""
        self._fail(code, self.source.span(node), message, hint)

    def wrong_key(self, code: str, key: str, message: str, hint: str = "") -> None:
        """Reports a mistake at a key of this mapping."""
        self._fail(code, self.source.key(self.node, key), message, hint)


def read(shape: Shape, node: Node, source: Source, report: Report) -> Fields | None:
    """The fields of a node, or None where it is no mapping."""
    if isinstance(node, Mapping):
        return Fields(shape, node, source, report)
    report.error("E022", source.span(node), f"{shape.name} is a mapping, not {what(node)}", "write `key: value` lines")
    return None


def children(fields: Fields, key: str, shape: Shape) -> list[tuple[str, Fields]]:
    """The mappings inside the mapping in a key, by their names; the others are reported, and break the whole."""
    node = fields.mapping(key)
    found: list[tuple[str, Fields]] = []
    if node is None:
        return found
    for name, child in node.entries.items():
        inner = _named(name, child, node, fields, shape)
        if inner is None:
            fields.broken = True
        else:
            found.append((name, inner))
    return found


def _named(name: str, child: Node, among: Mapping, fields: Fields, shape: Shape) -> Fields | None:
    if ID.match(name):
        return read(shape, child, fields.source, fields.report)
    fields.report.error("E024", fields.source.key(among, name), f"{shown(name)} is not a name", _NAME_HINT)
    return None


def uncut(node: Node, source: Source, report: Report) -> None:
    """Reports a plain text that a comment follows: YAML has cut it there."""
    if type(node) is Scalar and node.mark in source.commented:
        hint = "quote the value if the # belongs to it; else put the comment on a line of its own"
        report.error("E012", source.span(node), "YAML ends this text at ` #`", hint)


def one_line(text: str) -> str:
    """The words of a text with one blank between them."""
    return text if text.isprintable() and "  " not in text and text == text.strip() else " ".join(text.split())


def _empty(value: Node) -> bool:
    return type(value) is Scalar and (not value.text or value.text.isspace())


def what(node: Node) -> str:
    """What a node is, in the words of a message."""
    return "a text" if isinstance(node, Scalar) else "a list" if isinstance(node, Sequence) else "a mapping"


def capped(node: Sequence, fields: Fields) -> list[Node]:
    """The items of a list that is no longer than any story needs."""
    if len(node.items) > MAX_LIST:
        fields.wrong("E003", node, f"this list has more than {MAX_LIST} items", "divide it")
        return []
    return node.items


def scalars(value: Node, fields: Fields) -> list[Scalar]:
    """One text or a list of texts, as nodes."""
    found = []
    for item in capped(value, fields) if type(value) is Sequence else (value,):
        if type(item) is not Scalar:
            fields.wrong("E022", item, f"this is {what(item)}, not a text", "write one text to an item")
        elif _empty(item):
            fields.wrong("E023", item, "this item has no value", "take it out, or fill it in")
        else:
            found.append(item)
    return found


def identifier(node: Scalar, fields: Fields) -> str:
    """The name that a node holds, or nothing where no name has such characters."""
    if ID.match(node.text):
        return node.text
    fields.wrong("E024", node, f"{shown(node.text)} is not a name", _NAME_HINT)
    return ""


def number(node: Scalar, fields: Fields) -> int | None:
    """The whole number that a node holds."""
    if NUMBER.match(node.text):
        return int(node.text)
    fields.wrong("E025", node, f"{shown(node.text)} is not a whole number", "write digits, as 40 or -2")
    return None
