"""The regular part of YAML, read line by line: one expression takes a whole logical line, a block of text and all.

Regular is what an author writes nearly always: `key: value` and `- item` lines, values plain or quoted on one line, `|`
blocks, mappings and lists in brackets on one line, comments. A file with anything else is left alone: nothing is
reported here, and nothing is read that libyaml would refuse or read otherwise. What is in doubt is not regular.
"""

from __future__ import annotations

import re

from fourfifths.compiler.bounds import IGNORE, MAX_KEY, MAX_LINES, MAX_PARTS, MAX_SCALAR
from fourfifths.compiler.nodes import Mapping, Mark, Move, Node, Scalar, Sequence, Source

MAX_INDENT = 24
MAX_BRACKETS = 4
"""What stands deeper than these is not regular, and so never deeper than MAX_DEPTH."""

_LETTER = r"A-Za-z0-9_\u00c0-\u024f"
_KEY = rf"[{_LETTER}][{_LETTER}./'’-]*+(?:\ [{_LETTER}][{_LETTER}./'’-]*+)*+"
_WIDE = _KEY.replace("’", "’,")
_FIRST = rf"(?:-(?=[{_LETTER}])|[^\ \n\-?:,\[\]{{}}\#&*!|>'\"%@`])"
_QUOTED = r""" "([^"\\\n]*+(?:\\["\\][^"\\\n]*+)*+)" | '([^'\n]*+(?:''[^'\n]*+)*+)' """
_WORDS = rf"{_FIRST}[^\ \n:,\[\]{{}}\#?]*+(?:\ ++[^\ \n:,\[\]{{}}\#?]++)*+"
_LINE = re.compile(
    rf"""
    (?:\ *+(?:\#[^\n]*+)?\n)*+                                       # blank lines and comments before it
    (?: (\ *+(?:-\ ++)?) (?:({_WIDE}):(?=[\ \n]))?                   # 1 indent and dash, 2 key
        (?:\ *+
        (?: {_QUOTED}                                                # 3, 4 in quotes
        |   ({_FIRST}[^\n:\#]*(?::(?=[{_LETTER}])[^\n:\#]*)*(?<!\ )) # 5 plain
            (?:\ ++(?!{IGNORE})(\#)[^\n]*+)?                         # 6 the comment that cuts it off
        |   \|\n(\ ++)[^\ \n][^\n]*+(?:\n++\7[^\n]++)*+              # 7 the indent of a block,
            (?!\n++\ ++\n)                                          # which no line of mere spaces ends
        |   \{{by:\ ([+-]?[0-9]++),\ why:\                          # 8 what a meter moves by
            (?:"([^"\\\n]++)" | ({_WORDS}))\}}                       # 9, 10 and why, in quotes or plain
        |   ([\[{{])[^\n]*+                                          # 11 in other brackets
        ))?+
        (?:\ ++(?:\#[^\n]*+)?)?+ \n
    |   (\Z)                                                         # 12 the end of the file
    |   ()                                                           # 13 what is not regular
    )
    """,
    re.VERBOSE,
)
_LEAD, _NAME, _DOUBLE, _SINGLE, _PLAIN, _CUT, _BLOCK, _BY, _WHY, _BARE, _BRACKET, _END = range(1, 13)

_PIECE = rf"{_QUOTED} | ({_WORDS}) | (?=[\[{{])()"
_INNER = 6
"""What may stand in brackets, in the groups of a line; the last of them are brackets inside."""

_PAIR = re.compile(rf"\ *+()({_KEY}):\ ++(?:{_PIECE})\ *+", re.VERBOSE)
_ITEM = re.compile(rf"\ *+()()(?:{_PIECE})\ *+", re.VERBOSE)
_REST = re.compile(r"(?: +(?:#[^\n]*)?)?\n")
_ESCAPED = re.compile(r"\\(.)")


class _IrregularError(Exception):
    """The file has something that is not regular."""


def build(source: Source) -> bool:
    """Gives the source its tree if its file is regular throughout; whether it is."""
    if not _fits(source.text):
        return False
    try:
        source.root = _Tree(source).whole()
    except _IrregularError:
        source.commented.clear()
        return False
    return True


def _fits(text: str) -> bool:
    """Whether a file of this text cannot have too many parts, nor a line that is longer than a text may be."""
    half = MAX_SCALAR // 2
    return len(text) < 2 * MAX_PARTS and all(
        text.find("\n", at, at + half) >= 0 for at in range(0, len(text) - half, half)
    )


class _Tree:
    """Reads one file; `_line` is the line to be read next. A mapping reads its plain texts itself, to save calls."""

    def __init__(self, source: Source) -> None:
        self._text, self._commented = source.text, source.commented
        self._next = _LINE.finditer(source.text).__next__
        self._line = self._next()

    def whole(self) -> Mapping:
        """The mapping that the file is."""
        if self._line[_LEAD] != "":
            raise _IrregularError
        root = self._mapping("")
        if self._line.lastindex != _END:
            raise _IrregularError
        return root

    def _mapping(self, indent: str) -> Mapping:
        """The mapping whose first key stands in this line; the others stand in lines that start with this indent."""
        line, following = self._line, self._next
        node = Mapping(line.start(_NAME), False, self._text)
        entries = node.entries
        while True:
            key, kind = line[_NAME], line.lastindex
            if key is None or key in entries or len(key) > MAX_KEY:
                raise _IrregularError
            if kind == _PLAIN:
                entries[key] = Scalar(line[_PLAIN], line.start(_PLAIN), "")
                line = following()
            elif kind == _NAME:
                entries[key] = self._nested(indent)
                line = self._line
            else:
                entries[key] = self._value(line, indent)
                line = following()
            if line[_LEAD] != indent:
                self._line = line
                return node

    def _nested(self, outer: str) -> Node:
        """What stands under a key, further in."""
        line = self._line = self._next()
        lead = line[_LEAD] or ""
        indent = lead.partition("-")[0]
        if not len(outer) < len(indent) <= MAX_INDENT:
            raise _IrregularError
        return self._mapping(lead) if lead == indent else self._sequence(lead, indent)

    def _sequence(self, lead: str, indent: str) -> Sequence:
        """The list whose first item stands in this line; the others stand in lines that start as this one does."""
        line = self._line
        node = Sequence(line.start(_LEAD) + len(indent))
        while True:
            if line[_NAME] is None:
                node.items.append(self._value(line, indent))
                line = self._next()
            else:
                self._line = line
                node.items.append(self._mapping(" " * len(lead)))
                line = self._line
            if line[_LEAD] != lead:
                self._line = line
                return node

    def _value(self, line: re.Match[str], indent: str) -> Node:
        """The value in a line of a collection of this indent."""
        kind = line.lastindex
        if kind == _DOUBLE:
            return _scalar(line)
        if kind == _BARE:
            return Move(line[_BY], line[_BARE], "", line.start(_BY) - len("{by: "))
        if kind == _WHY:
            return Move(line[_BY], line[_WHY], '"', line.start(_BY) - len("{by: "))
        if kind == _BLOCK:
            return self._block(line, indent)
        if kind == _BRACKET:
            return self._bracket(line.start(_BRACKET))
        if kind == _CUT:
            self._commented.add(line.start(_PLAIN))
            return Scalar(line[_PLAIN], line.start(_PLAIN), "")
        return _scalar(line)

    def _bracket(self, at: Mark) -> Node:
        """What the bracket at this mark opens, which ends its line."""
        node, end = self._inside(at, 1)
        if self._text[end] != "\n" and not _REST.match(self._text, end):
            raise _IrregularError
        return node

    def _block(self, line: re.Match[str], outer: str) -> Scalar:
        """A block of text: its lines without their indent, and one line feed at its end."""
        indent, (start, first) = line[_BLOCK], line.span(_BLOCK)
        if len(indent) <= len(outer):
            raise _IrregularError
        text = self._text[first : line.end()].replace("\n" + indent, "\n")
        if len(text) > MAX_LINES and (len(text) > MAX_SCALAR or text.count("\n") > MAX_LINES):
            raise _IrregularError
        return Scalar(text, start - 2, "|")

    def _inside(self, at: Mark, depth: int) -> tuple[Node, Mark]:
        """What the bracket at this mark opens, and where that ends."""
        if depth > MAX_BRACKETS:
            raise _IrregularError
        return self._pairs(at, depth) if self._text[at] == "{" else self._items(at, depth)

    def _pairs(self, at: Mark, depth: int) -> tuple[Mapping, Mark]:
        text = self._text
        node = Mapping(at, True, text)
        if text[at + 1] == "}":
            return node, at + 2
        entries, match = node.entries, _PAIR.match
        sign = ","
        while sign == ",":
            pair = match(text, at + 1)
            if pair is None or (key := pair[_NAME]) in entries or len(key) > MAX_KEY:
                raise _IrregularError
            kind, at = pair.lastindex, pair.end()
            if kind == _PLAIN:
                entries[key] = Scalar(pair[_PLAIN], pair.start(_PLAIN), "")
            elif kind == _INNER:
                entries[key], at = self._inside(at, depth + 1)
            else:
                entries[key] = _scalar(pair)
            sign = text[at]
        if sign != "}":
            raise _IrregularError
        return node, at + 1

    def _items(self, at: Mark, depth: int) -> tuple[Sequence, Mark]:
        text, node = self._text, Sequence(at)
        if text[at + 1] == "]":
            return node, at + 2
        sign = ","
        while sign == ",":
            item = _ITEM.match(text, at + 1)
            if item is None:
                raise _IrregularError
            at = item.end()
            if item.lastindex == _INNER:
                piece, at = self._inside(at, depth + 1)
            else:
                piece = _scalar(item)
            node.items.append(piece)
            sign = text[at]
        if sign != "]":
            raise _IrregularError
        return node, at + 1


def _scalar(match: re.Match[str]) -> Scalar:
    """The text on one line, plain or in quotes."""
    kind = match.lastindex
    if kind == _DOUBLE:
        text = match[_DOUBLE]
        return Scalar(_ESCAPED.sub(r"\1", text) if "\\" in text else text, match.start(_DOUBLE) - 1, '"')
    if kind == _PLAIN:
        return Scalar(match[_PLAIN], match.start(_PLAIN), "")
    if kind == _SINGLE:
        return Scalar(match[_SINGLE].replace("''", "'"), match.start(_SINGLE) - 1, "'")
    raise _IrregularError
