"""Conditions looked at closely: which comparisons of one slot they are made of, and whether they can go either way.

What is said here of a condition holds for every combination of its slots' values, so "never" and "always" are proofs
where the sets are bounds from above.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import count, product
from typing import NamedTuple

from fourfifths.bits import Set, members
from fourfifths.conditions import compiled
from fourfifths.model import Slot, SlotKind

MOST = 3000
"""Combinations of values that a condition is tried with; above that nothing is said of it."""

_FREE = 10
"""Parts of a condition that are tried both ways; with more nothing is said of it."""

_ATOM = re.compile(r"\(v\[(\d+)\] (==|!=|<=|>=|<|>) (\d+)\)|v\[(\d+)\]")
_SKELETON = re.compile(r"(?:[() ]|and|or|not)*\Z")

SetOf = Callable[[int], Set | None]
"""The set of a slot by its number; None where it has more values than are looked at."""


class Atom(NamedTuple):
    """A slot compared with a number; a flag alone is compared with 0."""

    slot: int
    sign: str
    number: int


class Verdict(NamedTuple):
    """That a condition, or the one part of it that `atom` is, holds always or never."""

    holds: bool
    atom: Atom | None = None


@cache
def atoms(code: str) -> tuple[Atom, ...] | None:
    """The comparisons of a condition that is made of `and`, `or`, `not` and comparisons alone, else None."""
    found = _ATOM.findall(code)
    if not _SKELETON.match(_ATOM.sub("", code)):
        return None
    return tuple(Atom(int(slot or bare), sign or "!=", int(number or 0)) for slot, sign, number, bare in found)


@cache
def truth(sign: str, number: int, low: int, size: int) -> Set:
    """The values of a slot that a comparison with this number holds for."""
    every = (1 << size) - 1
    at = number - low
    below = (1 << min(max(at, 0), size)) - 1
    equal = (1 << at) & every if 0 <= at < size else 0
    sets = {"==": equal, "!=": every & ~equal, "<": below, ">=": every & ~below, "<=": below | equal}
    return sets[sign] if sign in sets else every & ~(below | equal)


def verdict(code: str, reads: Sequence[int], slots: Sequence[Slot], set_of: SetOf) -> Verdict | None:
    """What is certain of a condition; None where it can go either way, or too much would have to be tried."""
    parts = atoms(code)
    if parts is None:
        return _tried(code, reads, slots, set_of)
    fixed = [_fixed(atom, slots, set_of) for atom in parts]
    first = next((item for item in fixed if item), None)
    if len(parts) == len(reads):
        whole = _decided(code, fixed) if first else None
    else:
        whole = _tried(code, reads, slots, set_of)
    return whole or (first if len(parts) > 1 else None)


def _decided(code: str, fixed: list[Verdict | None]) -> Verdict | None:
    """The verdict on a condition whose parts read a slot each, so that those not fixed go either way freely."""
    if sum(item is None for item in fixed) > _FREE:
        return None
    ways = product(*([int(item.holds)] if item else [0, 1] for item in fixed))
    return _agreed(bool(_logic(code)(way)) for way in ways)


def _agreed(answers: Iterable[bool]) -> Verdict | None:
    """The answer that all of them are; None where there are two, or none."""
    first = None
    for answer in answers:
        if first is not None and answer is not first:
            return None
        first = answer
    return None if first is None else Verdict(first)


@cache
def _logic(code: str) -> Callable[[tuple[int, ...]], int]:
    """A condition as a function of the answers of its atoms."""
    numbers = count()
    return compiled(_ATOM.sub(lambda _: f"v[{next(numbers)}]", code))


def _fixed(atom: Atom, slots: Sequence[Slot], set_of: SetOf) -> Verdict | None:
    values = set_of(atom.slot)
    if values is None:
        return None
    slot = slots[atom.slot]
    kept = values & truth(atom.sign, atom.number, slot.low, slot.high - slot.low + 1)
    return Verdict(bool(kept), atom) if kept in (0, values) else None


def _tried(code: str, reads: Sequence[int], slots: Sequence[Slot], set_of: SetOf) -> Verdict | None:
    return _agreed(answer for _, answer in cases(code, reads, slots, set_of))


def cases(
    code: str, reads: Sequence[int], slots: Sequence[Slot], set_of: SetOf
) -> Iterator[tuple[dict[int, int], bool]]:
    """Each combination of the slots' values with the condition's answer; nothing where there are too many."""
    choices: list[list[int]] = []
    total = 1
    for index in reads:
        values = set_of(index)
        if values is None:
            return
        choices.append(members(values, slots[index].low))
        total *= len(choices[-1])
    if total > MOST:
        return
    holds, row = compiled(code), [0] * len(slots)
    for combination in product(*choices):
        for index, value in zip(reads, combination, strict=True):
            row[index] = value
        yield dict(zip(reads, combination, strict=True)), bool(holds(row))  # type: ignore[arg-type]


def spelled(atom: Atom, slots: Sequence[Slot]) -> str:
    """A comparison as an author would write it."""
    slot = slots[atom.slot]
    yes_or_no = slot.kind in _YES_OR_NO
    if slot.kind is SlotKind.HEARD:
        return _called({("==", 1): "told", ("==", 2): "rumour"}.get((atom.sign, atom.number), "heard"), slot)
    if slot.kind is SlotKind.VISITS and (atom.sign, atom.number) in ((">", 0), ("!=", 0), (">=", 1)):
        return _called("seen", slot)
    name = _called(_FUNCTIONS[slot.kind], slot) if slot.kind in _FUNCTIONS else slot.name
    if yes_or_no and atom.sign in ("==", "!="):
        return name if (atom.sign == "==") == bool(atom.number) else f"not {name}"
    return f"{name} {atom.sign} {slot.words[atom.number] if slot.words else atom.number}"


_YES_OR_NO = (SlotKind.FLAG, SlotKind.CHOSEN, SlotKind.MEMORY, SlotKind.KNOWS)
_FUNCTIONS = {
    SlotKind.VISITS: "visits",
    SlotKind.CHOSEN: "chosen",
    SlotKind.MEMORY: "remembers",
    SlotKind.KNOWS: "knows",
}


_OF_PEOPLE = ("remembers", "knows", "told", "rumour", "heard")


def _called(function: str, slot: Slot) -> str:
    what = slot.name.partition(" ")[2]
    return f"{function}({what.replace('/', ', ') if function in _OF_PEOPLE else what})"
