"""Decides every target of a story: walks first, then bounds, then all states or back from each target.

Nothing is reported that was not confirmed by somebody else: a witness is played by the engine, an impossibility is
checked as a set of facts. What neither way decides within the budget is unknown.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations

from fourfifths.model import Story
from fourfifths.prove.backward import Regression, Result
from fourfifths.prove.boxes import Box
from fourfifths.prove.checker import Checker, Goal
from fourfifths.prove.exact import Exact
from fourfifths.prove.guards import reads
from fourfifths.prove.guided import Guide, Hunt
from fourfifths.prove.system import System
from fourfifths.prove.targets import Target, targets
from fourfifths.prove.verdict import Answer, Budget, Proof, Verdict
from fourfifths.prove.walks import Wanderer
from fourfifths.prove.witness import Ledger
from fourfifths.testing.atlas import Atlas

SEEDS = 400
"""Seeds tried for the arm of a shuffle."""
QUICK = 3_000
"""Nodes of a regression that is to be over soon."""
Progress = Callable[[int, int], None]


def prove(story: Story, seed: int = 0, budget: Budget | None = None, progress: Progress | None = None) -> Proof:
    """The verdicts on a story; the same for the same story, seed and budget."""
    return Prover(story, seed, budget or Budget()).run(progress or (lambda done, of: None))  # noqa: ARG005


class Prover:
    """Works on one story."""

    def __init__(self, story: Story, seed: int, budget: Budget) -> None:
        self.system, self.atlas = System(story), Atlas(story)
        self.targets = targets(self.system, self.atlas)
        self.ledger = Ledger(self.system, self.atlas, self.targets)
        self.wanderer = Wanderer(self.ledger, seed)
        self.checker = Checker(story, self.system.flow.at)
        self._seed, self._budget = seed, budget
        self._meters = tuple(meter.slot.index for meter in story.meters)
        self._regressions: dict[tuple[tuple[int, ...], bool], Regression] = {}
        space = Exact.space_of(self.system, budget.bits)
        self.exact = Exact(self.system, space) if space else None

    def run(self, progress: Progress) -> Proof:
        """All verdicts."""
        self.wanderer.wander(self._budget.steps, self._budget.idle)
        found: list[Verdict] = []
        for target in self.targets:
            progress(len(found), len(self.targets))
            found.append(self._reachable(target) or self._sought(target))
        # what a later search met on its way may be what an earlier one did not find
        found = [self._reachable(v.target) or v if v.answer is Answer.UNKNOWN else v for v in found]
        progress(len(found), len(self.targets))
        walks = self.wanderer
        states = self.exact.states if self.exact else None
        return Proof(tuple(found), self._seed, self._budget, walks.walks, walks.steps, walks.endless, states)

    def _reachable(self, target: Target) -> Verdict | None:
        if target.number not in self.ledger.found:
            return None
        witness = self.ledger.witness(target)
        return Verdict(target, Answer.REACHABLE, "played", witness) if witness else None

    def _sought(self, target: Target) -> Verdict:
        if self._never(target) and self.checker.confirms(_goals(target), {}):
            slots = self._named(target, {})
            return Verdict(target, Answer.IMPOSSIBLE, "no value that is possible there", checked=True, slots=slots)
        if self.exact and self.exact.covers(target):
            path = self.exact.path(target)
            if path is None:
                return self._enumerated(target)
            if self._plays(target, path) and (found := self._reachable(target)):
                return found
        return self._regressed(target)

    def _regressed(self, target: Target) -> Verdict:
        """Back from the target, more exactly each time, and forward again where a way seems open."""
        guides: list[Guide] = []
        tried: list[str] = []
        spent = 0
        for regression, budget, states in self._stages():
            result = regression.run(target, budget)
            spent += result.nodes
            tried.append(f"{len(regression.space.slots)} meters at once: {result.nodes} nodes")
            if result.over:
                proved = self._impossible(target, result)
                if proved:
                    return proved
                tried[-1] += ", not confirmed by the checker"
                continue
            guides.append(Guide(result))
            hunted = self._hunted(target, guides[-1:] if regression.exact else guides[-3:], states)
            if hunted:
                return hunted
        return Verdict(target, Answer.UNKNOWN, "; ".join(tried), nodes=spent)

    def _never(self, target: Target) -> bool:
        flow, scenes = self.system.flow, self.atlas.points
        if target.point >= 0:
            return all(flow.narrowed(*way) is None for way in scenes[target.point].ways)
        return all(self.system.possible(way.scene) is None for way in target.ways)

    def _stages(self) -> Iterator[tuple[Regression, int, int]]:
        """The regressions to try, from the quickest to the most exact: each with its nodes, and the states of a search
        after it, which goes by those before it too while they leave something out."""
        nodes, states = self._budget.nodes, self._budget.states
        yield self._regression((), relaxed=True), min(QUICK, nodes), states // 30
        pairs: list[tuple[int, ...]] = [*combinations(self._meters, 2)] or [(meter,) for meter in self._meters]
        for axes in pairs:
            yield self._regression(axes, relaxed=True), nodes, states if axes == pairs[-1] else 0
        if self._meters:
            yield self._regression((), relaxed=False), nodes, states
        for axes in pairs if len(self._meters) > 2 else ():
            yield self._regression(axes, relaxed=False), nodes, states

    def _regression(self, axes: tuple[int, ...], *, relaxed: bool) -> Regression:
        key = (axes, relaxed)
        if key not in self._regressions:
            ignored = frozenset(self._meters) - frozenset(axes) if relaxed else frozenset()
            self._regressions[key] = Regression(self.system, axes, ignored)
        return self._regressions[key]

    def _hunted(self, target: Target, guides: list[Guide], states: int) -> Verdict | None:
        hunt = Hunt(self.system, self.ledger.program, target, guides)
        path = hunt.path(states)
        return self._reachable(target) if path is not None and self._plays(target, path) else None

    def _plays(self, target: Target, path: tuple[int, ...]) -> bool:
        """Whether the path meets the target with some seed; what else it meets is noted, and what is near it."""
        for seed in range(SEEDS):
            self.ledger.walk(seed, path)
            if target.number in self.ledger.found:
                self.wanderer.around(seed, path, self._budget.around)
                return True
        return False

    def _enumerated(self, target: Target) -> Verdict:
        for regression, budget, _ in self._stages():
            result = regression.run(target, min(budget, QUICK))
            proved = self._impossible(target, result) if result.over else None
            if proved:
                return proved
        return Verdict(target, Answer.IMPOSSIBLE, "all states were looked at", slots=self._named(target, {}))

    def _impossible(self, target: Target, result: Result) -> Verdict | None:
        boxes = self._facts(result)
        if not self.checker.confirms(_goals(target), boxes):
            return None
        how = f"{result.nodes} facts about {len(boxes)} scenes" if boxes else "no state there"
        return Verdict(
            target,
            Answer.IMPOSSIBLE,
            how,
            checked=True,
            slots=self._named(target, boxes),
            nodes=result.nodes,
        )

    def _facts(self, result: Result) -> dict[str, list[Box]]:
        found: dict[str, list[Box]] = {}
        for number, scene in enumerate(self.system.scenes):
            for cube, bits in result.facts(number):
                for box in result.space.boxes(bits):
                    whole = self.system.formulas.whole
                    axes = {slot: mask for slot, mask in box.items() if mask != whole[slot]}
                    found.setdefault(scene.id, []).append({**dict(cube), **axes})
        return found

    def _named(self, target: Target, boxes: dict[str, list[Box]]) -> tuple[int, ...]:
        """The slots that a proof speaks of: those the target asks for, else those of the facts."""
        asked = {slot for way in target.ways for code in way.goal.codes for slot in reads(code)}
        told = {slot for found in boxes.values() for box in found for slot in box}
        return tuple(sorted(asked & told or asked or told))


def _goals(target: Target) -> list[Goal]:
    return [way.goal for way in target.ways]
