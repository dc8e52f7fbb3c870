"""The conditions of one file, each compiled once; one without brackets and calls is compiled once for all files.

Most are clauses of one name or call, joined by `and`, `or` and brackets. Those come out as the parser compiles them,
without it; whatever else a condition holds, and whatever is wrong with it, is the parser's. Only the numbers of marks
may be others: what stands in brackets is read first.
"""

from __future__ import annotations

import re

from fourfifths import conditions
from fourfifths.compiler.names import SceneNames
from fourfifths.compiler.nodes import made
from fourfifths.diagnostics import Diagnostic, Span
from fourfifths.model import Condition, Slot, SlotKind

MAX_SHORT = 200
MAX_GROUPS = 8
"""Longer conditions, and those with more brackets, are the parser's, which counts their parts and depth."""

_ARGUMENT = r"[A-Za-z0-9_]+(?:[-/.][A-Za-z0-9_]+)*"
_CALL = re.compile(
    rf"(not )?({'|'.join(conditions.FUNCTIONS)})\(({_ARGUMENT}(?:, {_ARGUMENT})?)\)(?: (==|!=|<=|>=|<|>) ([^ ]+))?"
)
_OPERATORS = ("==", "!=", "<", "<=", ">", ">=")
_NUMBER = re.compile(r"-?[0-9]{1,10}\Z")
_GROUP = re.compile(r"\((?<![a-z]\()([^()]*+(?:(?<=[a-z])\([^()]*+\)[^()]*+)*+)\)")
"""Brackets around clauses, not around the names of a call."""

_MEMBERSHIP = re.compile(r"([a-z][a-z0-9_]*) in \(([^()]+)\)")
_NUMBERS = (SlotKind.METER, SlotKind.INT, SlotKind.VISITS)

Code = tuple[str, tuple[int, ...]]
"""A condition's code and the slots that it reads."""


class Clauses:
    """Compiles the conditions of one file."""

    def __init__(self, names: SceneNames) -> None:
        self.names = names
        self._slots, self._shared = names.world.names.entries, names.world.codes
        self._known: dict[str, Code] = {}
        self._calls: dict[str, Code] = {}

    def parse(self, source: str, span: Span) -> Condition | Diagnostic:
        """The condition that `source` states, or what is wrong with it; `span` starts at its first character."""
        code = self._shared.get(source) or self._known.get(source)
        if code is None:
            code = self._short(source)
            if code is None:
                found = conditions.parse(source, span, self.names)
                if isinstance(found, Diagnostic):
                    return found
                code = (found.code, found.reads)
            (self._known if "(" in source else self._shared)[source] = code
        return made(Condition, (source, code[0], code[1], span))

    def _short(self, source: str) -> Code | None:
        """The code of clauses, joined and in brackets; None where there is more in it."""
        if len(source) > MAX_SHORT or "@" in source:
            return None
        if " and " not in source and " or " not in source and (alone := self._clause(source)):
            return alone
        if "\n" in source:
            source = " ".join(source.split())
        groups: dict[str, Code] = {}
        while len(groups) < MAX_GROUPS and "(" in source:
            match = _MEMBERSHIP.search(source) or _GROUP.search(source)
            if match is None:
                break
            code = self._among(*match.groups()) if match.lastindex == 2 else self._joined(match[1], groups)
            if code is None:
                return None
            name = f"@{len(groups)}"
            groups[name], groups[f"not {name}"] = code, (f"(not {code[0]})", code[1])
            source = f"{source[: match.start()]}{name}{source[match.end() :]}"
        return self._joined(source, groups)

    def _among(self, name: str, among: str) -> Code | None:
        """The code that asks whether a slot has one of these words or numbers; None where it may not have them all."""
        slot = self._slots.get(name)
        values = [self._value(slot, value) for value in among.split(", ")] if slot else [""]
        if slot is None or "" in values:
            return None
        asked = " or ".join([f"v[{slot.index}] == {value}" for value in values])
        return f"(({asked}))", (slot.index,)

    def _value(self, slot: Slot, value: str) -> str:
        """The code of a number or a word beside a slot; empty where they may not be compared."""
        if slot.kind is SlotKind.WORD:
            return str(slot.words.index(value)) if value in slot.words and value not in self._slots else ""
        return _constant(value) if slot.kind in _NUMBERS and _NUMBER.match(value) else ""

    def _joined(self, source: str, groups: dict[str, Code]) -> Code | None:
        """The code of clauses and groups that are joined by `and` and `or`."""
        either: list[Code] = []
        for part in source.split(" or "):
            both: list[Code] = []
            for text in part.split(" and "):
                clause = groups.get(text) or self._clause(text)
                if clause is None:
                    return None
                both.append(clause)
            either.append(both[0] if len(both) == 1 else _join(both, "and"))
        return either[0] if len(either) == 1 else _join(either, "or")

    def _clause(self, text: str) -> Code | None:
        """The code of one clause: a slot or a call, bare, with `not` or compared; None where it is anything else."""
        if "(" in text:
            return self._calls.get(text) or self._call(text)
        if text in self._shared:
            return self._shared[text]
        words = text.split(" ")
        slot = self._slots.get(words[-1] if len(words) < 3 else words[0])
        if slot is None:
            return None
        if len(words) == 3:
            code = _compared(slot, words[1], words[2])
        else:
            code = _bare(slot) if len(words) == 1 or words[0] == "not" else ""
            code = f"(not {code})" if code and len(words) == 2 else code
        return self._kept(self._shared, text, code, slot)

    def _call(self, text: str) -> Code | None:
        match = _CALL.fullmatch(text)
        if match is None:
            return None
        negated, function, arguments, operator, value = match.groups()
        slot = self._called(function, arguments)
        if slot is None or (operator and (negated or function in conditions.COMPARED)):
            return None
        if operator:
            code = _compared(slot, operator, value)
        else:
            compared = conditions.COMPARED.get(function)
            code = f"(v[{slot.index}] {compared})" if compared else _bare(slot)
            code = f"(not {code})" if code and negated else code
        return self._kept(self._calls, text, code, slot)

    @staticmethod
    def _kept(known: dict[str, Code], text: str, code: str, slot: Slot) -> Code | None:
        if not code:
            return None
        known[text] = found = (code, (slot.index,))
        return found

    def _called(self, function: str, arguments: str) -> Slot | None:
        given = tuple(arguments.split(", "))
        slot = self.names.call(function, given) if len(given) == conditions.FUNCTIONS[function] else ""
        return None if isinstance(slot, str) else slot


def _join(codes: list[Code], word: str) -> Code:
    code, reads = codes[0]
    for right, more in codes[1:]:
        code, reads = f"({code} {word} {right})", (*reads, *more)
    return code, tuple(sorted(set(reads)))


def _bare(slot: Slot) -> str:
    """The code of a slot that stands alone; empty where it may not."""
    return "" if slot.kind in _NUMBERS or slot.kind is SlotKind.WORD else f"v[{slot.index}]"


def _compared(slot: Slot, operator: str, value: str) -> str:
    """The code of a slot beside a number or one of its words; empty where they may not be compared."""
    if operator not in _OPERATORS:
        return ""
    if slot.kind in _NUMBERS:
        return f"(v[{slot.index}] {operator} {_constant(value)})" if _NUMBER.match(value) else ""
    if slot.kind is SlotKind.WORD and operator in ("==", "!=") and value in slot.words:
        return f"(v[{slot.index}] {operator} {slot.words.index(value)})"
    return ""


def _constant(number: str) -> str:
    return f"(-{int(number[1:])})" if number[0] == "-" else str(int(number))
