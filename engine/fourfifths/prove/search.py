"""What can be found out about some targets of one scene, by itself: plays that meet them, facts that forbid them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from fourfifths.prove.backward import Result
from fourfifths.prove.boxes import Box
from fourfifths.prove.chase import MEMORY, Chase, Regressions
from fourfifths.prove.checker import Checker, Goal
from fourfifths.prove.samples import Replays, Samples, near
from fourfifths.prove.targets import Target
from fourfifths.prove.varied import variations
from fourfifths.prove.verdict import Budget
from fourfifths.prove.walks import Wanderer
from fourfifths.prove.witness import Ledger, Track
from fourfifths.testing.points import Kind

SEEDS = 400
"""Seeds tried for the arm of a shuffle."""
LESS = 10
"""By how much less is tried where another target of the scene was not decided."""
SHORT = 60
"""Choices of a walk that begins beside a witness."""
FEW = 4
"""Open questions of a scene that are not worth varying a play for."""
IDLE = 300
"""Varied plays in a row that meet nothing new."""
Facts = dict[str, list[Box]]


@dataclass(frozen=True, slots=True)
class Task:
    """Targets of one scene, and what is met already; `hopeless` are those that no state meets, which lack a proof."""

    targets: tuple[int, ...]
    covered: int
    hopeless: frozenset[int] = frozenset()


@dataclass(slots=True)
class Done:
    """What came of a task: tracks by target, and for others the facts that forbid it, or what was tried; `nodes` were
    looked at for each that was sought."""

    task: Task
    found: dict[int, Track] = field(default_factory=dict)
    facts: dict[int, Facts] = field(default_factory=dict)
    tried: dict[int, str] = field(default_factory=dict)
    nodes: dict[int, int] = field(default_factory=dict)


class Search:
    """Searches for one story, after the walks."""

    def __init__(
        self, targets: Sequence[Target], ledger: Ledger, wanderer: Wanderer, checker: Checker, budget: Budget
    ) -> None:
        self._system, self._targets, self._ledger = ledger.system, targets, ledger
        self._visitors, self._checker, self._budget = wanderer.visitors, checker, budget
        self._replays = Replays(ledger.program, wanderer.tracks)
        self._regressions = Regressions(ledger.system, budget.side, budget.wide)

    def done(self, task: Task) -> Done:
        """What comes of a task; the same whenever and wherever it is done."""
        done = Done(task)
        ledger = self._ledger.fresh(task.covered)
        samples: Samples | None = None
        # a scene that no play came to is sought first, and its play varied; else what asks for most, which comes last,
        # for its witness meets what asks for less
        for number in sorted(task.targets, key=lambda number: (self._targets[number].kind != Kind.SCENE, -number)):
            target = self._targets[number]
            if number in ledger.found or self._known(target, done):
                continue
            samples = samples or self._samples(target)
            self._one(target, ledger, samples, done)
        done.found = ledger.found
        return done

    def _known(self, target: Target, done: Done) -> bool:
        """Whether the facts about another target of the scene forbid this one, too."""
        for number, facts in list(done.facts.items()):
            if facts and self._checker.confirms(goals(target), facts):
                done.facts[target.number], done.nodes[target.number] = facts, done.nodes[number]
                return True
        return False

    def _samples(self, target: Target) -> Samples:
        scenes = [way.scene for way in target.ways]
        return Samples(self._replays, near(self._system, self._visitors, scenes))

    def _one(self, target: Target, ledger: Ledger, samples: Samples, done: Done) -> None:
        # what was too much for one target of a scene is hardly less for the next
        less = LESS if done.tried else 1
        budget, room = self._budget.times(1 / less), MEMORY // less
        chase = Chase(self._system, ledger.program, self._regressions, samples, budget, room)
        tried = ""
        for answer in chase.answers(target, hopeless=target.number in done.task.hopeless):
            if isinstance(answer, Result):
                facts = self._facts(answer)
                if self._checker.confirms(goals(target), facts):
                    done.facts[target.number], done.nodes[target.number] = facts, answer.nodes
                    return
                tried = "; a proof was not confirmed by the checker"
            elif self._plays(target, answer, ledger):
                self._vary(target, done.task, ledger)
                return
        done.tried[target.number] = "; ".join(chase.tried) + tried
        done.nodes[target.number] = chase.nodes

    def _plays(self, target: Target, track: Track, ledger: Ledger) -> bool:
        """Whether the track meets the target with some seed; what else it meets is noted, and what is near it."""
        for seed in dict.fromkeys((track[0], *range(SEEDS))):
            ledger.walk(seed, track[1])
            if target.number in ledger.found:
                self._around(target, (seed, track[1]), ledger)
                return True
        return False

    def _around(self, target: Target, track: Track, ledger: Ledger) -> None:
        """Short walks from along a path, half of them from its end."""
        program, (seed, path) = ledger.program, track
        draw = random.Random(target.number).random  # noqa: S311 - walks
        scene, values = program.start(seed)
        along = [(scene, *values)]
        for choice in path:
            scene = program.take[scene][choice](values)
            along.append((scene, *values))
        for number in range(self._budget.around):
            length = len(path) if number % 2 else int(draw() * len(along))
            scene, *values = along[length]
            choices: list[int] = []
            while len(choices) < SHORT and (numbers := program.open[scene](values)):
                choices.append(numbers[int(draw() * len(numbers))])
                scene = program.take[scene][choices[-1]](values)
            ledger.onward(seed, path[:length], along[length], choices)

    def _vary(self, target: Target, task: Task, ledger: Ledger) -> None:
        """Plays like the one that was found, as long as something of the scene is not met."""
        open_ = [number for number in task.targets if number not in ledger.found and number not in task.hopeless]
        track, scenes = ledger.found[target.number], {way.scene for way in target.ways}
        steps = self._budget.varied if len(open_) > FEW else 0
        idle = 0
        for seed, choices in variations(ledger.program, track, scenes, steps, target.number):
            idle = 0 if ledger.walk(seed, choices) else idle + 1
            if idle == IDLE or all(number in ledger.found for number in open_):
                return

    def _facts(self, result: Result) -> Facts:
        found: Facts = {}
        whole = self._system.formulas.whole
        for number in sorted(result.ranks):
            for cube, bits in result.facts(number):
                for box in result.space.boxes(bits):
                    axes = {slot: mask for slot, mask in box.items() if mask != whole[slot]}
                    found.setdefault(self._system.scenes[number].id, []).append({**dict(cube), **axes})
        return found


def goals(target: Target) -> list[Goal]:
    """What the checker is asked of a target."""
    return [way.goal for way in target.ways]
