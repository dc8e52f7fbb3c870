"""Do playthroughs mean anything: which small changes to the story make none of them fail.

A change that nothing can show is no fault of the playthroughs, so what is proved to come out the same in every state
that `Flow` holds possible, or stands where no play comes, is told apart. Mutants are tried in this process or in others
that are spawned; the answer is the same.
"""

from __future__ import annotations

import pickle
import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from enum import StrEnum

from fourfifths.conditions import compiled
from fourfifths.flow import Flow, Sets
from fourfifths.model import Choice, Effect, SlotKind, Story
from fourfifths.processes import spread
from fourfifths.testing.atlas import Atlas
from fourfifths.testing.mutants import Mutant, Sort, mutants
from fourfifths.testing.points import Kind, Point
from fourfifths.testing.results import Outcome
from fourfifths.testing.runner import run
from fourfifths.testing.script import Playthrough

WORTH_IT = 400
"""Mutants from which on other processes are worth their start."""
CHUNK = 25

Progress = Callable[[int, int], None]
"""Told how many are done, of how many."""


class Verdict(StrEnum):
    """What came of a mutant."""

    NOTICED = "noticed"
    MISSED = "missed"
    SAME = "cannot be told apart"


@dataclass(frozen=True, slots=True)
class Judged:
    """A mutant's verdict; `by` is the playthrough that noticed it, or why it cannot be told apart."""

    mutant: Mutant
    verdict: Verdict
    by: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What came of all tried mutants, and the playthroughs that fail without any."""

    judged: tuple[Judged, ...]
    failing: tuple[str, ...]
    playthroughs: int

    def count(self, verdict: Verdict) -> int:
        """How many came out so."""
        return sum(item.verdict is verdict for item in self.judged)

    @property
    def score(self) -> float:
        """Per cent noticed, of those that can be told apart; 100 where there are none."""
        told = self.count(Verdict.NOTICED) + self.count(Verdict.MISSED)
        return 100 * self.count(Verdict.NOTICED) / told if told else 100.0


def sample(story: Story, size: int | None, seed: int = 0) -> tuple[Mutant, ...]:
    """So many of a story's mutants, all without a size; the same for the same seed."""
    found = mutants(story)
    if size is None or size >= len(found):
        return found
    numbers = sorted(random.Random(seed).sample(range(len(found)), size))  # noqa: S311 - a playthrough
    return tuple(found[number] for number in numbers)


def judge(
    story: Story,
    playthroughs: Iterable[Playthrough],
    chosen: tuple[Mutant, ...],
    *,
    jobs: int = 1,
    progress: Progress = lambda done, of: None,  # noqa: ARG005
) -> Report:
    """What these playthroughs notice of these mutants; those of other stories are left aside."""
    jury = Jury(story, playthroughs)
    same = Equivalence(story)
    told = {mutant.number: same.why(mutant) for mutant in chosen}
    trying = [mutant for mutant in chosen if not told[mutant.number]]
    noticed: dict[int, str] = {}
    done = len(chosen) - len(trying)
    for numbers, found in _tried(jury, [mutant.number for mutant in trying], jobs):
        noticed.update(found)
        done += len(numbers)
        progress(done, len(chosen))
    return Report(
        tuple(_judged(mutant, told[mutant.number], noticed) for mutant in chosen), jury.failing, len(jury.playthroughs)
    )


def _judged(mutant: Mutant, why: str, noticed: Mapping[int, str]) -> Judged:
    if why:
        return Judged(mutant, Verdict.SAME, why)
    by = noticed.get(mutant.number, "")
    return Judged(mutant, Verdict.NOTICED if by else Verdict.MISSED, by)


class Jury:
    """Playthroughs that pass, by the scenes they come through."""

    def __init__(self, story: Story, playthroughs: Iterable[Playthrough]) -> None:
        self.story = story
        self.playthroughs = [play for play in playthroughs if play.story.hash == story.hash and not play.xfail]
        results = [run(play) for play in self.playthroughs]
        self.failing = tuple(result.playthrough.id for result in results if result.outcome is not Outcome.PASSED)
        passing = [result for result in results if result.outcome is Outcome.PASSED]
        self._by_scene: dict[str, list[Playthrough]] = defaultdict(list)
        for result in sorted(passing, key=lambda result: len(result.met)):
            for scene in dict.fromkeys(scene for met in result.met for scene in met.scenes):
                self._by_scene[scene].append(result.playthrough)
            self._by_scene[""].append(result.playthrough)

    def noticed(self, mutant: Mutant) -> str:
        """The playthrough that fails in this mutant, empty where none does."""
        story = mutant.make()
        for play in self._by_scene[mutant.scene]:
            if run(replace(play, story=story)).outcome is Outcome.FAILED:
                return play.id
        return ""


def _tried(jury: Jury, numbers: list[int], jobs: int) -> Iterator[tuple[list[int], dict[int, str]]]:
    """Chunks of mutants, and which playthrough noticed which of them."""
    chunks = [numbers[at : at + CHUNK] for at in range(0, len(numbers), CHUNK)]
    if jobs <= 1 or len(numbers) < WORTH_IT:
        every = mutants(jury.story)
        yield from ((chunk, _noticed(jury, every, chunk)) for chunk in chunks)
        return
    what = pickle.dumps((jury.story, jury.playthroughs))
    with closing(spread(_work, chunks, jobs, _prepare, what)) as found:
        yield from zip(chunks, found, strict=True)


def _noticed(jury: Jury, every: tuple[Mutant, ...], numbers: Iterable[int]) -> dict[int, str]:
    found = {number: jury.noticed(every[number]) for number in numbers}
    return {number: by for number, by in found.items() if by}


_worker: list[tuple[Jury, tuple[Mutant, ...]]] = []
"""What a spawned process works with."""


def _prepare(what: bytes) -> None:
    story, playthroughs = pickle.loads(what)  # noqa: S301 - our own bytes, from the process that spawned this one
    _worker.append((Jury(story, playthroughs), mutants(story)))


def _work(numbers: list[int]) -> dict[int, str]:
    return _noticed(*_worker[0], numbers)


class Equivalence:
    """Proofs that a mutant plays as the story does, from the values that are possible in each scene."""

    def __init__(self, story: Story) -> None:
        self._story, self._flow = story, Flow(story)
        points = [point for point in Atlas(story).points if point.kind is Kind.CONDITION]
        self._points: dict[str, Point] = {point.key: point for point in points}

    def why(self, mutant: Mutant) -> str:
        """Why this mutant cannot be told from the story, empty where that is not proved."""
        if mutant.scene and mutant.scene not in self._flow.at:
            return f"no play comes to {mutant.scene}"
        if mutant.old and mutant.new:
            return self._of_condition(mutant)
        if mutant.choice:
            return self._of_choice(mutant)
        return ""

    def _of_condition(self, mutant: Mutant) -> str:
        point = self._points.get(f"true {mutant.place}")
        if point is None or mutant.old is None or mutant.new is None:
            return ""
        before, after = compiled(mutant.old.code), compiled(mutant.new.code)
        for way in point.ways:
            sets = self._flow.narrowed(way.scene, way.guards[:-1])
            if sets is None:
                continue
            cases = self._flow.cases(sets, mutant.old.reads)
            if cases is None or any(bool(before(case)) != bool(after(case)) for case in cases):  # type: ignore[arg-type]
                return ""
        return "it comes out the same for every value that is possible there"

    def _of_choice(self, mutant: Mutant) -> str:
        choice = _choice(self._story, mutant)
        if choice is None:
            return ""
        sets = self._flow.narrowed(mutant.scene, choice.shown + choice.needs)
        if sets is None:
            return "no play takes this choice"
        if mutant.sort not in (Sort.DROP, Sort.NEGATE, Sort.MEMORY, Sort.KNOWLEDGE):
            return ""
        changed = _choice(mutant.make(), mutant)
        if changed and _alike(choice, changed, sets):
            return "it leaves every value that is possible there as it is"
        return ""


def _choice(story: Story, mutant: Mutant) -> Choice | None:
    choices = story.scenes[mutant.scene].all_choices
    return next((choice for choice in choices if choice.id == mutant.choice), None)


def _alike(one: Choice, other: Choice, sets: Sets) -> bool:
    """Whether two choices do the same to each value that is possible; a meter's move is shown even if it is none."""
    slots = {effect.slot.index: effect.slot for effect in (*one.effects, *other.effects)}
    for index, slot in slots.items():
        first, second = (tuple(e for e in choice.effects if e.slot.index == index) for choice in (one, other))
        if first == second:
            continue
        if slot.kind is SlotKind.METER or any(_ends(first, bit) != _ends(second, bit) for bit in _bits(sets[index])):
            return False
    return True


def _bits(values: int) -> Iterator[int]:
    return (1 << at for at in range(values.bit_length()) if values >> at & 1)


def _ends(effects: tuple[Effect, ...], values: int) -> int:
    for effect in effects:
        values = effect.operation.image(values)
    return values
