"""Decides every target of a story: walks first, then bounds, then all states or back from each target.

Nothing is reported that was not confirmed by somebody else: a witness is played by the engine, an impossibility is
checked as a set of facts. What neither way decides within the budget is unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from fourfifths.model import Story
from fourfifths.processes import cores
from fourfifths.prove.checker import Checker
from fourfifths.prove.crew import Crew
from fourfifths.prove.exact import Exact
from fourfifths.prove.guards import reads
from fourfifths.prove.search import SEEDS, Done, Facts, Search, Task, goals
from fourfifths.prove.shorten import shortened
from fourfifths.prove.system import System
from fourfifths.prove.targets import Fault, Target, targets
from fourfifths.prove.verdict import Answer, Budget, Proof, Verdict
from fourfifths.prove.walks import Walked, Wanderer
from fourfifths.prove.witness import Ledger
from fourfifths.testing.atlas import Atlas

MANY, LONG = 100, 1000
"""Scenes of a story that is worth more than one process, and of one whose walks are made in parts."""
PARTS = 4
SHORTENED = 200
"""Witnesses that may take all the steps that are meant for one to be shortened."""
Progress = Callable[[int, int], None]


def prove(
    story: Story,
    seed: int = 0,
    budget: Budget | None = None,
    progress: Progress | None = None,
    processes: int | None = None,
) -> Proof:
    """The verdicts on a story; the same for the same story, seed and budget, by however many processes."""
    prover = Prover(story, seed, budget or Budget(), processes)
    return prover.run(progress or (lambda done, of: None))  # noqa: ARG005


class Prover:
    """Works on one story, by as many processes as there are processors where it is large, or by so many."""

    def __init__(self, story: Story, seed: int, budget: Budget, processes: int | None = None) -> None:
        self.system, self.atlas = System(story), Atlas(story)
        self.targets = self._every = targets(self.system, self.atlas)
        self.ledger = Ledger(self.system, self.atlas, self.targets)
        self.wanderer = Wanderer(self.ledger, seed)
        self.checker = Checker(story, self.system.flow.at)
        self._seed, self._budget = seed, budget
        self.processes = processes or (cores() if len(story.scenes) >= MANY else 1)
        self._known: dict[int, Verdict] = {}
        space = Exact.space_of(self.system, budget.bits)
        self.exact = Exact(self.system, space) if space else None

    def run(self, progress: Progress) -> Proof:
        """All verdicts."""
        walks = self.wanderer
        self._wander()
        for target in self.targets:
            if target.number not in self.ledger.found and (verdict := self._plain(target)):
                self._known[target.number] = verdict
        search = Search(self._every, self.ledger, walks, self.checker, self._budget)
        crew: Crew[Task, Done] = Crew(search.done, self.processes)
        for done in crew.done(self._tasks()):
            self._learn(done)
            progress(min(len(self.ledger.found) + len(self._known), len(self.targets)), len(self.targets))
        self._shorten()
        found = self._judged()
        progress(len(found), len(self.targets))
        states = self.exact.states if self.exact else None
        return Proof(found, self._seed, self._budget, walks.walks, walks.steps, walks.endless, states)

    def _wander(self) -> None:
        """The walks: in parts, made apart, where the story is long."""
        budget = self._budget
        if len(self.system.scenes) < LONG:
            self.wanderer.wander(budget.steps, budget.idle)
            return
        crew: Crew[int, Walked] = Crew(self._part, self.processes)
        for walked in crew.done((lambda number=number: number) for number in range(PARTS)):  # type: ignore[misc]
            self.wanderer.join(walked)

    def _part(self, number: int) -> Walked:
        apart = Wanderer(self.ledger.fresh(self.ledger.covered), self._seed * PARTS + number)
        apart.wander(self._budget.steps // PARTS, self._budget.idle)
        return apart.walked

    def _shorten(self) -> None:
        """Makes witnesses shorter, those of what was searched for and of what is to be mended first; others where it
        takes little."""
        left = self._budget.short * SHORTENED
        found = self.ledger.found
        for target in sorted(self.targets, key=lambda target: (target.kind is not Fault.STUCK, target.number)):
            if target.number in found and left > 0:
                track, spent = shortened(self.ledger, target.number, self._budget.short)
                found[target.number] = track
                left -= spent

    def _judged(self) -> tuple[Verdict, ...]:
        # in the order of their tracks, as one that goes on from another is played from there
        met = [target for target in self.targets if target.number in self.ledger.found]
        for target in sorted(met, key=lambda target: self._track(target)):
            if verdict := self._reachable(target):
                self._known[target.number] = verdict
        return tuple(self._known.get(target.number) or self._lost(target) for target in self.targets)

    def _track(self, target: Target) -> tuple[int, Sequence[int]]:
        seed, choices = self.ledger.found[target.number]
        return seed, self.ledger.row(choices)

    def _reachable(self, target: Target) -> Verdict | None:
        witness = self.ledger.witness(target)
        return Verdict(target, Answer.REACHABLE, "played", witness) if witness else None

    def _lost(self, target: Target) -> Verdict:
        return Verdict(target, Answer.UNKNOWN, "a play that the engine does not play")

    def _plain(self, target: Target) -> Verdict | None:
        """What the bound by itself rules out, and what is found where all states were looked at."""
        if self._never(target) and self.checker.confirms(goals(target), {}):
            slots = self._named(target, {})
            return Verdict(target, Answer.IMPOSSIBLE, "no value that is possible there", checked=True, slots=slots)
        path = self.exact.path(target) if self.exact and self.exact.covers(target) else None
        if path is not None:
            any(self.ledger.walk(seed, path) and target.number in self.ledger.found for seed in range(SEEDS))
        return None

    def _never(self, target: Target) -> bool:
        flow, points = self.system.flow, self.atlas.points
        if target.point >= 0 and all(flow.narrowed(*way) is None for way in points[target.point].ways):
            return True
        return not any(self.system.cubes(way.scene, way.tree) for way in target.ways)

    def _tasks(self) -> Iterator[Callable[[], Task | None]]:
        """The targets that are left, those of a scene together, the scenes in the order of play."""
        scenes: dict[int, list[int]] = {}
        for target in self.targets:
            if self._open(target.number):
                scenes.setdefault(target.ways[0].scene, []).append(target.number)
        for scene in sorted(scenes, key=lambda scene: (self.system.order[scene], scene)):
            yield lambda numbers=scenes[scene]: self._task(numbers)  # type: ignore[misc]

    def _task(self, numbers: Sequence[int]) -> Task | None:
        left = tuple(number for number in numbers if self._open(number))
        hopeless = frozenset(number for number in left if self._hopeless(self._every[number]))
        return Task(left, self.ledger.covered, hopeless) if left else None

    def _hopeless(self, target: Target) -> bool:
        """Whether all states were looked at and none meets the target."""
        exact = self.exact
        return exact is not None and exact.covers(target) and exact.path(target) is None

    def _open(self, number: int) -> bool:
        return number not in self.ledger.found and number not in self._known

    def _learn(self, done: Done) -> None:
        """Takes over what a search found. What it says is impossible is confirmed here once more."""
        self.ledger.join(done.found)
        for number, facts in done.facts.items():
            if self.checker.confirms(goals(self._every[number]), facts):
                self._known[number] = self._impossible(self._every[number], facts, done.nodes[number])
        for number, tried in done.tried.items():
            self._known[number] = self._untold(self._every[number], tried, done.nodes[number])

    def _untold(self, target: Target, tried: str, nodes: int) -> Verdict:
        if self._hopeless(target):
            slots = self._named(target, {})
            return Verdict(target, Answer.IMPOSSIBLE, "all states were looked at", slots=slots, nodes=nodes)
        return Verdict(target, Answer.UNKNOWN, tried, nodes=nodes)

    def _impossible(self, target: Target, facts: Facts, nodes: int) -> Verdict:
        how = f"{sum(map(len, facts.values()))} facts about {len(facts)} scenes" if facts else "no state there"
        slots = self._named(target, facts)
        return Verdict(target, Answer.IMPOSSIBLE, how, checked=True, slots=slots, nodes=nodes)

    def _named(self, target: Target, boxes: Facts) -> tuple[int, ...]:
        """The slots that a proof speaks of: those the target asks for, else those of the facts."""
        asked = {slot for way in target.ways for code in way.goal.codes for slot in reads(code)}
        told = {slot for found in boxes.values() for box in found for slot in box}
        return tuple(sorted(asked & told or asked or told))
