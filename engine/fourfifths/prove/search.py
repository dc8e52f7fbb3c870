"""What can be found out about some targets of one scene, by itself: plays that meet them, facts that forbid them."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field

from fourfifths.prove.avoided import Box
from fourfifths.prove.backward import Result
from fourfifths.prove.chase import MEMORY, Chase, Regressions
from fourfifths.prove.checker import Checker, Goal
from fourfifths.prove.guards import reads
from fourfifths.prove.nearer import Nearer
from fourfifths.prove.samples import Replays, Samples, near
from fourfifths.prove.targets import Target
from fourfifths.prove.verdict import Budget
from fourfifths.prove.walks import Wanderer
from fourfifths.prove.witness import Ledger, Track
from fourfifths.testing.points import Kind

SEEDS = 400
"""Seeds tried for the arm of a shuffle."""
LESS = 10
"""By how much less is tried at first, and where another target of the scene was not decided."""
SHORT = 60
"""Choices of a walk that begins beside a witness."""
BASES = 64
"""Plays that others are made from."""
SCENES = 20
"""How many times what may be spent on plays nearer to one target is spent on those of a scene."""
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
    looked at for each that was sought, and plays took `varied` steps nearer to them."""

    task: Task
    found: dict[int, Track] = field(default_factory=dict)
    facts: dict[int, Facts] = field(default_factory=dict)
    tried: dict[int, str] = field(default_factory=dict)
    nodes: dict[int, int] = field(default_factory=dict)
    varied: int = 0


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
        # a scene that no play came to is sought first, as plays like its own meet more of it; else what asks for most,
        # which comes last, for its witness meets what asks for less
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
        """Seeks one target: like what was found, by little, by plays ever nearer, and by all that may be spent."""
        if self._nearer(target, ledger, samples, done, self._budget.around * self._longest(done.task, ledger)):
            return
        tried = self._chased(target, ledger, samples, done, LESS)
        if tried and self._nearer(target, ledger, samples, done, self._budget.varied):
            return
        # what was too much for one target of a scene is hardly less for the next
        if tried and not done.tried:
            tried = self._chased(target, ledger, samples, done, 1)
        if tried:
            done.tried[target.number] = tried

    def _chased(self, target: Target, ledger: Ledger, samples: Samples, done: Done, less: int) -> str:
        """What was tried in vain with so many times less than may be spent; nothing where the target was decided."""
        budget, room = self._budget.times(1 / less), MEMORY // less
        chase = Chase(self._system, ledger.program, self._regressions, samples, budget, room)
        tried = ""
        for answer in chase.answers(target, hopeless=target.number in done.task.hopeless):
            if isinstance(answer, Result):
                facts = self._facts(answer)
                if self._checker.confirms(goals(target), facts):
                    done.facts[target.number], done.nodes[target.number] = facts, answer.nodes
                    return ""
                tried = "; a proof was not confirmed by the checker"
            elif self._plays(target, answer, ledger):
                return ""
        done.nodes[target.number] = chase.nodes
        return "; ".join(chase.tried) + tried

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

    def _nearer(self, target: Target, ledger: Ledger, samples: Samples, done: Done, steps: int) -> bool:
        """Whether the target was met by plays that were made nearer and nearer to it in so many steps."""
        task = done.task
        steps = min(steps, SCENES * self._budget.varied - done.varied)
        if steps <= 0 or target.number in task.hopeless:
            return False
        like = {ledger.found[number] for number in task.targets if number in ledger.found}
        slots = {slot for number in task.targets for slot in asked(self._targets[number])}
        nearer = Nearer(self._system, ledger.program, target, slots)
        met = False
        for seed, choices in nearer.plays(sorted(like)[:BASES] or samples.tracks, steps):
            ledger.walk(seed, choices)
            if target.number in ledger.found:
                met = True
                break
        done.varied += nearer.steps
        return met

    def _longest(self, task: Task, ledger: Ledger) -> int:
        """How many choices it takes at most to what was found of the scene."""
        return max((len(ledger.found[number][1]) for number in task.targets if number in ledger.found), default=0)

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


def asked(target: Target) -> set[int]:
    """The slots that a target asks for."""
    return {slot for way in target.ways for code in way.goal.codes for slot in reads(code)}
