"""An explanation in lines: the same words for the full screen and for line mode."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from fourfifths.author.explain import Clause, Explained, Explanation, Part, Reading, Standing
from fourfifths.diagnostics import Span
from fourfifths.onward import Ahead


class Said(NamedTuple):
    """One line: how deep it stands, its text, and where in the story's folder it speaks of."""

    depth: int
    text: str
    place: Span | None = None
    met: bool = True


def scene(explanation: Explanation) -> str:
    """Where the player is, with file and line."""
    return f"{explanation.scene}  {at(explanation.place)}"


def at(place: Span) -> str:
    """A place as file and line."""
    return f"{place.file}:{place.line}"


def choice(explained: Explained) -> Iterator[Said]:
    """A choice: how it stands, where it leads, what it does, and each condition with what it reads."""
    number = f"{explained.number} " if explained.number else ""
    yield Said(0, f"{number}{explained.id}: {verdict(explained)}", explained.place, explained.standing is Standing.OPEN)
    yield Said(1, deed(explained))
    for clause in explained.clauses:
        yield from _clause(clause)


def verdict(explained: Explained) -> str:
    """How a choice stands, with the conditions that keep it so."""
    failing = [_asked(clause) for clause in explained.clauses if not clause.holds]
    why = explained.why or "; ".join(failing)
    return f"{explained.standing}: {why}" if why else str(explained.standing)


def deed(explained: Explained) -> str:
    """Where a choice leads and what it does."""
    goto = f"goes to {explained.goto}" if explained.goto else "stays here"
    return f"{goto}; {', '.join(explained.effects)}" if explained.effects else goto


def values(explanation: Explanation) -> Iterator[Said]:
    """The routes that led here; every value that moved, the latest first, with what moved it; the rest in one line."""
    for gone in explanation.gone:
        because = f"because {gone.source}" if gone.source else "no route before it held"
        yield Said(0, f"passed through {gone.name}, {because}", gone.place)
    still = []
    for reading in explanation.values:
        if reading.moved or reading.value != reading.start:
            yield Said(0, f"{reading.name} {reading.value}, {_moved(reading)}")
        elif " " not in reading.name:
            still.append(f"{reading.name} {reading.value}")
    if still:
        yield Said(0, f"as at the start: {', '.join(still)}")
    if explanation.seed:
        yield Said(0, f"seed {explanation.seed}")


def endings(ahead: Ahead) -> Iterator[Said]:
    """Which endings can still be reached, which never again; a count from below says so."""
    of = len(ahead.found) + len(ahead.lost) + ahead.open
    if not of:
        return
    names = f": {', '.join(ahead.found)}" if ahead.found else ""
    least = "" if ahead.whole else "at least "
    yield Said(
        0, f"endings from here: {least}{len(ahead.found)} of {of}{names}", met=bool(ahead.found) or not ahead.whole
    )
    if ahead.lost:
        yield Said(1, f"lost for good: {', '.join(ahead.lost)}")


def _clause(clause: Clause) -> Iterator[Said]:
    if clause.word == "once" and clause.holds:
        return
    yield Said(1, f"{_asked(clause)}: {_yes(clause.holds)}", clause.place, clause.holds)
    known: set[str] = set()
    for part in clause.parts:
        said = [f"{part.source}: {_yes(part.holds)}"] if len(clause.parts) > 1 or _apart(clause, part) else []
        said += [
            f"{reading.name} is {reading.value}, {_moved(reading)}"
            for reading in part.readings
            if reading.name not in known
        ]
        known.update(reading.name for reading in part.readings)
        if said:
            yield Said(2, "; ".join(said), met=part.holds or len(clause.parts) == 1)


def _asked(clause: Clause) -> str:
    return "only once" if clause.word == "once" else f"{clause.word} {clause.source}"


def _apart(clause: Clause, part: Part) -> bool:
    """Whether the one part of a clause is true where the clause is not: `audited` of `not audited`."""
    return part.holds is not clause.holds


def _yes(holds: bool) -> str:
    return "yes" if holds else "no"


def _moved(reading: Reading) -> str:
    mover = reading.moved
    if mover is None:
        return "never moved" if reading.value == reading.start else "moved before this save remembers"
    who = f"{mover.scene}.{mover.choice}" if mover.choice else "your own hand"
    return f"from {reading.before} by {who} in turn {mover.number}"
