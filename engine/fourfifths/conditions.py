"""Conditions: a small, bounded subset of Python expressions over a story's slots, checked once and compiled once.

    or   and   not   == != < <= > >= (chained)   in (word, word)   + -   * //   - (unary)   numbers, names, calls, ( )

Types are checked: a flag is used bare, a word is compared only with its own words, a number with numbers. The code that
comes out holds slot numbers, whole numbers and operators, nothing else, so evaluating it can neither fail nor run long.
Division by anything but a constant above zero is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import NamedTuple, Protocol, cast

from fourfifths.diagnostics import Diagnostic, Span
from fourfifths.model import Condition, Slot, SlotKind

MAX_LENGTH = 500
MAX_TOKENS = 200
MAX_DEPTH = 24
FUNCTIONS = {
    "seen": 1, "visits": 1, "chosen": 1, "remembers": 2, "knows": 2, "told": 2, "rumour": 2, "heard": 2,
}  # fmt: skip
"""Each function and how many names it takes."""

COMPARED = {"seen": "> 0", "told": "== 1", "rumour": "== 2", "heard": "> 0"}
"""The functions that hold for some values of the slot they read."""

_TOKEN = re.compile(
    r"\s*(?:(?P<int>\d{1,10}(?![\w.]))|(?P<name>[A-Za-z0-9_]+(?:[-/.][A-Za-z0-9_]+)*)|(?P<op>==|!=|<=|>=|//|[<>()+\-*,]))"
)
_COMPARISONS = ("==", "!=", "<", "<=", ">", ">=")
_ARITHMETIC = ("+", "-", "*", "//")
_WORDS = ("and", "or", "not", "in", "true", "false")


class Names(Protocol):
    """What a condition's names mean; an answer of text is the author's message."""

    def slot(self, name: str) -> Slot | str:
        """The slot of a meter or variable."""

    def call(self, function: str, arguments: tuple[str, ...]) -> Slot | str:
        """The slot that a function with these names reads."""


class _Token(NamedTuple):
    kind: str
    text: str
    at: int


class _Term(NamedTuple):
    """A checked piece: its code, its type (`bool`, `int`, or `word` with the slot whose words it has)."""

    code: str
    type: str
    at: int
    slot: Slot | None = None
    word: str = ""


class _ConditionError(Exception):
    def __init__(self, at: int, length: int, code: str, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.at, self.length, self.code, self.message, self.hint = at, length, code, message, hint


def parse(source: str, span: Span, names: Names) -> Condition | Diagnostic:
    """The condition that `source` states, or what is wrong with it; `span` starts at its first character."""
    try:
        parser = _Parser(_tokens(source), names, len(source))
        term = parser.whole()
    except _ConditionError as mistake:
        place = Span(span.file, span.line, span.column + mistake.at, max(1, mistake.length))
        return Diagnostic(mistake.code, place, mistake.message, mistake.hint)
    return Condition(source, term.code, tuple(sorted(parser.reads)), span)


def negate(condition: Condition) -> Condition:
    """The condition that holds where this one does not."""
    return Condition(f"not ({condition.source})", f"not ({condition.code})", condition.reads, condition.span)


def every(conditions: Iterable[Condition]) -> str:
    """The code that holds where all of these conditions do; `True` where there are none."""
    return " and ".join(f"({condition.code})" for condition in conditions) or "True"


def holds(condition: Condition, values: tuple[int, ...]) -> bool:
    """Whether it holds for these values."""
    return bool(compiled(condition.code)(values))


@cache
def compiled(code: str) -> Callable[[tuple[int, ...]], int]:
    """The function of `v` that this checked code is. Only code made by `parse`, `negate` and `every` may come here."""
    return cast("Callable[[tuple[int, ...]], int]", eval(f"lambda v: {code}", {"__builtins__": {}}))  # noqa: S307


def words(source: str) -> tuple[tuple[str, int], ...]:
    """The names, numbers and signs of a checked condition, each with where it stands in the source."""
    return tuple((token.text, token.at) for token in _tokens(source))


def weight(source: str) -> int:
    """How many things a checked condition asks: its comparisons, flags and calls."""
    asked, compared = 1, 0
    for token in _tokens(source):
        if token.text in ("and", "or"):
            asked, compared = asked + 1, 0
        elif token.text in (*_COMPARISONS, "in"):
            asked, compared = asked + (compared > 0), compared + 1
    return asked


def _tokens(source: str) -> list[_Token]:
    if len(source) > MAX_LENGTH:
        raise _ConditionError(0, 1, "E300", f"this condition is longer than {MAX_LENGTH} characters", "split it up")
    found: list[_Token] = []
    at = 0
    end = len(source.rstrip())
    while at < end:
        match = _TOKEN.match(source, at)
        if match is None:
            bad = source[at:].lstrip()[0]
            hint = "use == to compare, not =" if bad == "=" else "a condition holds names, numbers and operators"
            raise _ConditionError(source.index(bad, at), 1, "E301", f"{bad!r} has no place in a condition", hint)
        kind = match.lastgroup or ""
        found.append(_Token(kind, match[kind], match.start(kind)))
        at = match.end()
    if len(found) > MAX_TOKENS:
        raise _ConditionError(0, 1, "E300", f"this condition has more than {MAX_TOKENS} parts", "split it up")
    return found


class _Parser:
    """Precedence climbing over the tokens; every method returns a checked term."""

    def __init__(self, tokens: list[_Token], names: Names, length: int) -> None:
        end = _Token("", "", length)
        self._tokens, self._names, self._length = [*tokens, end, end], names, length
        self._at = 0
        self._depth = 0
        self.reads: set[int] = set()

    def whole(self) -> _Term:
        term = self._or()
        rest = self._peek()
        if rest.kind:
            hint = "join two conditions with `and` or `or`"
            raise _ConditionError(rest.at, len(rest.text), "E302", f"{rest.text!r} is not expected here", hint)
        return self._bool(term)

    def _peek(self) -> _Token:
        return self._tokens[self._at]

    def _take(self, *texts: str) -> _Token | None:
        token = self._tokens[self._at]
        if token.text not in texts if texts else not token.kind:
            return None
        self._at += 1
        return token

    def _expect(self, text: str) -> _Token:
        token = self._take(text)
        if token is None:
            found = self._peek()
            what = repr(found.text) if found.kind else "the end"
            raise _ConditionError(found.at, len(found.text), "E302", f"{text!r} is expected here, not {what}")
        return token

    def _or(self) -> _Term:
        return self._joined("or", self._and)

    def _and(self) -> _Term:
        return self._joined("and", self._not)

    def _joined(self, word: str, part: Callable[[], _Term]) -> _Term:
        term = part()
        while self._take(word):
            right = self._bool(part())
            term = _Term(f"({self._bool(term).code} {word} {right.code})", "bool", term.at)
        return term

    def _not(self) -> _Term:
        token = self._take("not")
        if token is None:
            return self._comparison()
        inner = self._nested(self._not)
        return _Term(f"(not {self._bool(inner).code})", "bool", token.at)

    def _nested(self, part: Callable[[], _Term]) -> _Term:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            token = self._peek()
            raise _ConditionError(
                token.at, 1, "E300", f"this condition is nested deeper than {MAX_DEPTH}", "split it up"
            )
        term = part()
        self._depth -= 1
        return term

    def _comparison(self) -> _Term:
        left = self._operand()
        code = ""
        while token := self._take(*_COMPARISONS, "in"):
            right_code, right = self._membership(left) if token.text == "in" else self._compared(left, token)
            code += f" and {right_code}" if code else right_code
            left = right
        return _Term(f"({code})", "bool", left.at) if code else left

    def _compared(self, left: _Term, operator: _Token) -> tuple[str, _Term]:
        right = self._operand()
        left, right = self._alike(left, right, operator)
        if left.type == "word" and operator.text not in ("==", "!="):
            raise _ConditionError(operator.at, len(operator.text), "E304", "words have no order", "use == or !=")
        if left.type == "bool":
            hint = "use a flag bare: `audited`, `not audited`"
            raise _ConditionError(operator.at, len(operator.text), "E304", "a flag is not compared", hint)
        return f"{left.code} {operator.text} {right.code}", right

    def _membership(self, left: _Term) -> tuple[str, _Term]:
        self._expect("(")
        members = []
        while True:
            left_now, right = self._alike(left, self._sum(), None)
            members.append(f"{left_now.code} == {right.code}")
            if not self._take(","):
                break
        self._expect(")")
        return f"({' or '.join(members)})", left

    def _alike(self, left: _Term, right: _Term, operator: _Token | None) -> tuple[_Term, _Term]:
        """Both sides with the words among them looked up in the other side's enum."""
        if left.type == "name" and right.slot is not None:
            left = self._word(left, right.slot)
        if right.type == "name" and left.slot is not None:
            right = self._word(right, left.slot)
        for term in (left, right):
            if term.type == "name":
                self._unknown(term)
        if left.type != right.type or (left.type == "word" and left.slot is not right.slot):
            at = operator.at if operator else right.at
            raise _ConditionError(at, 1, "E304", f"these cannot be compared: {left.type} and {right.type}")
        return left, right

    def _word(self, term: _Term, slot: Slot) -> _Term:
        if slot.kind is not SlotKind.WORD or term.word not in slot.words:
            words = ", ".join(slot.words)
            hint = f"{slot.name} is one of {words}" if words else f"{slot.name} is a {slot.kind.value}"
            raise _ConditionError(term.at, len(term.word), "E305", f"{slot.name} is never {term.word!r}", hint)
        return _Term(str(slot.words.index(term.word)), "word", term.at, slot)

    def _operand(self) -> _Term:
        """A sum; a lone name or number, which most are, without asking for each operator."""
        token, after = self._tokens[self._at], self._tokens[self._at + 1]
        if token.kind in ("name", "int") and after.text not in _ARITHMETIC:
            return self._atom()
        return self._sum()

    def _sum(self) -> _Term:
        return self._arithmetic(("+", "-"), self._product)

    def _product(self) -> _Term:
        return self._arithmetic(("*", "//"), self._unary)

    def _arithmetic(self, operators: tuple[str, ...], part: Callable[[], _Term]) -> _Term:
        term = part()
        while operator := self._take(*operators):
            right = self._int(part())
            if operator.text == "//" and not (right.code.isdigit() and int(right.code) > 0):
                raise _ConditionError(operator.at, 2, "E306", "division is only by a number above 0")
            term = _Term(f"({self._int(term).code} {operator.text} {right.code})", "int", term.at)
        return term

    def _unary(self) -> _Term:
        token = self._take("-")
        if token is None:
            return self._atom()
        return _Term(f"(-{self._int(self._nested(self._unary)).code})", "int", token.at)

    def _atom(self) -> _Term:
        token = self._take()
        if token is None:
            raise _ConditionError(self._length, 1, "E302", "something is missing at the end of this condition")
        if token.kind == "int":
            return _Term(str(int(token.text)), "int", token.at)
        if token.text == "(":
            term = self._nested(self._or)
            self._expect(")")
            return term
        if token.text in ("true", "false"):
            return _Term("1" if token.text == "true" else "0", "bool", token.at)
        if token.kind == "name" and token.text not in _WORDS:
            return self._call(token) if self._peek().text == "(" else self._name(token)
        raise _ConditionError(token.at, len(token.text), "E302", f"{token.text!r} is not expected here")

    def _name(self, token: _Token) -> _Term:
        slot = self._names.slot(token.text)
        if isinstance(slot, str):
            return _Term(slot, "name", token.at, word=token.text)
        return self._read(slot, token.at)

    def _read(self, slot: Slot, at: int) -> _Term:
        self.reads.add(slot.index)
        kind = "bool" if slot.kind in (SlotKind.FLAG, SlotKind.CHOSEN, SlotKind.MEMORY, SlotKind.KNOWS) else "int"
        kind = "word" if slot.kind is SlotKind.WORD else kind
        return _Term(f"v[{slot.index}]", kind, at, slot if kind == "word" else None)

    def _call(self, token: _Token) -> _Term:
        wanted = FUNCTIONS.get(token.text)
        if wanted is None:
            hint = f"there are {', '.join(FUNCTIONS)}"
            raise _ConditionError(token.at, len(token.text), "E303", f"there is no function {token.text!r}", hint)
        arguments = self._arguments()
        if len(arguments) != wanted:
            raise _ConditionError(
                token.at, len(token.text), "E303", f"{token.text} takes {wanted} name(s), not {len(arguments)}"
            )
        slot = self._names.call(token.text, tuple(argument.text for argument in arguments))
        if isinstance(slot, str):
            message, _, hint = slot.partition("; ")
            raise _ConditionError(arguments[0].at, len(arguments[0].text), "E303", message, hint)
        term = self._read(slot, token.at)
        return _Term(f"({term.code} {COMPARED[token.text]})", "bool", token.at) if token.text in COMPARED else term

    def _arguments(self) -> list[_Token]:
        self._expect("(")
        found = []
        while token := self._take():
            if token.kind != "name" and token.kind != "int":
                raise _ConditionError(token.at, len(token.text), "E302", f"a name is expected here, not {token.text!r}")
            found.append(token)
            if not self._take(","):
                break
        self._expect(")")
        return found

    def _unknown(self, term: _Term) -> None:
        message, _, hint = term.code.partition("; ")
        if "-" in term.word and not hint:
            hint = "write spaces around a minus"
        raise _ConditionError(term.at, len(term.word), "E303", message, hint)

    def _bool(self, term: _Term) -> _Term:
        if term.type == "name":
            self._unknown(term)
        if term.type != "bool":
            hint = "compare it: `trust >= 40`" if term.type == "int" else "compare it: `published == households`"
            raise _ConditionError(
                term.at, 1, "E304", f"this is a {'number' if term.type == 'int' else 'word'}, not a yes or no", hint
            )
        return term

    def _int(self, term: _Term) -> _Term:
        if term.type == "name":
            self._unknown(term)
        if term.type != "int":
            raise _ConditionError(term.at, 1, "E304", "only numbers are added, subtracted, multiplied or divided")
        return term
