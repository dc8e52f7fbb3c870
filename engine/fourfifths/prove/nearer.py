"""Plays changed a little at a time, and kept where they come no less near to a target: for what is rare.

How near a play comes is told from the values that it has in the target's scenes, or where one of them could have been
entered: each condition that does not hold counts, and a meter by how much it lacks. Choices that change such values
are taken otherwise; all else is done as before where it can be.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from math import exp

from fourfifths.program import Program
from fourfifths.prove.distance import Distance
from fourfifths.prove.formula import Tree
from fourfifths.prove.system import Move, System
from fourfifths.prove.targets import Target, Way
from fourfifths.prove.witness import Track

STRIDE = 16
"""Choices between the places of a play from which one like it is gone on with."""
FIRM = 6.0
"""By how much more the target's own conditions count than those of the ways into its scene."""
TOLD = 0.7
"""The share of changes that are made where a choice may change what is not as it should be."""
TWICE = 0.3
"""The share of plays with one more change."""
WARM = 0.15
"""How much farther off a play may be that is gone on with now and then."""
TIRED = 1000
"""Plays that came no nearer, after which another is gone on from."""


@dataclass(slots=True)
class Played:
    """A play, its scenes, and every so many choices the values there; `wanted` are the choices of each scene in order.

    `far` says how far from the target it was where it was nearest, after `length` choices, by `lacking` slots.
    """

    seed: int
    choices: list[int] = field(default_factory=list)
    scenes: list[int] = field(default_factory=list)
    values: list[list[int]] = field(default_factory=list)
    wanted: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    far: float = float("inf")
    length: int = 0
    lacking: frozenset[int] = frozenset()
    new: bool = False


class Nearer:
    """Plays ever nearer to one target. `steps` were taken."""

    def __init__(self, system: System, program: Program, target: Target, slots: Collection[int]) -> None:
        """Plays are told apart by these slots, in the target's scenes."""
        self._system, self._program, self._distance = system, program, Distance(system)
        self._draw = random.Random(target.number)  # noqa: S311 - plays
        self._slots, self._told = sorted(slots), set[tuple[int, ...]]()
        self._longest = max(400, 2 * len(program.scenes))
        self._ways: dict[int, list[Way]] = defaultdict(list)
        self._doors: dict[int, list[tuple[Move, Way]]] = defaultdict(list)
        for way in target.ways:
            self._ways[way.scene].append(way)
        for way in target.ways:
            for move in system.into[way.scene]:
                if move.scene not in self._ways:
                    self._doors[move.scene].append((move, way))
        self._moved: dict[int, frozenset[int]] = {}
        self.steps = 0

    def plays(self, tracks: Sequence[Track], most: int) -> Iterator[Track]:
        """Those that come to a scene of the target with values that none had before, until so many steps were taken."""
        known = [self._same(track) for track in tracks if track[1]]
        if not known:
            return
        base, idle = min(known, key=lambda play: play.far), 0
        least = base.far
        while self.steps < most:
            play = self._changed(base)
            if play.new:
                yield play.seed, play.choices
            idle = 0 if play.far < least else idle + 1
            least = min(least, play.far)
            if self._draw.random() < exp(min(0.0, (base.far - play.far) / WARM)):
                base = play
            if idle == TIRED:
                base, idle = known[int(self._draw.random() * len(known))], 0
                least = base.far

    def _same(self, track: Track) -> Played:
        """A track as a play."""
        play = Played(track[0])
        scene, values = self._program.start(play.seed)
        for choice in track[1]:
            self._note(play, scene, values)
            scene = self._take(play, scene, values, choice)
        self._note(play, scene, values)
        return play

    def _changed(self, base: Played) -> Played:
        """The play with one choice or two taken otherwise, and all else done as before where it can be."""
        turned = {self._place(base)}
        if self._draw.random() < TWICE:
            turned.add(self._place(base))
        play, values = self._begun(base, min(turned))
        others = {(base.scenes[at], base.scenes[:at].count(base.scenes[at])) for at in turned}
        scene = base.scenes[len(play.choices)]
        while not self._program.ends[scene] and len(play.choices) < self._longest:
            self._note(play, scene, values)
            choice = self._choice(base, play, scene, values, others)
            if choice is None:
                return play
            scene = self._take(play, scene, values, choice)
        self._note(play, scene, values)
        return play

    def _place(self, base: Played) -> int:
        """After how many choices something is done otherwise: at times where what is lacking can be changed."""
        draw = self._draw.random
        if draw() < TOLD:
            told = [at for at in range(base.length) if self._moves(base.scenes[at]) & base.lacking]
            if told:
                return told[int(draw() * len(told))]
        return int(draw() * (base.length or len(base.choices)))

    def _begun(self, base: Played, length: int) -> tuple[Played, list[int]]:
        """The beginning of a play, and the values after it."""
        near = length // STRIDE
        play = Played(base.seed, base.choices[:length], base.scenes[:length], base.values[: near + 1])
        for scene, choice in zip(play.scenes, play.choices, strict=True):
            play.wanted[scene].append(choice)
        values = list(base.values[near])
        for at in range(near * STRIDE, length):
            self._program.take[base.scenes[at]][base.choices[at]](values)
        return play, values

    def _choice(
        self, base: Played, play: Played, scene: int, values: list[int], turned: Collection[tuple[int, int]]
    ) -> int | None:
        here = self._program.open[scene](values)
        if not here:
            return None
        if scene in self._doors or scene in self._ways:
            led = next((index for index in here if self._leads(scene, values, index)), None)
            if led is not None:
                return led
        times = len(play.wanted[scene])
        before = base.wanted.get(scene, ())
        known = before[times] if times < len(before) else -1
        if (scene, times) in turned and len(here) > 1:
            others = [index for index in here if index != known]
            return others[int(self._draw.random() * len(others))]
        return known if known in here else here[int(self._draw.random() * len(here))]

    def _leads(self, scene: int, values: list[int], index: int) -> bool:
        """Whether a choice meets the target, or leads to where it is met."""
        if any(way.index == index and not self._far(way.tree, values) for way in self._ways.get(scene, ())):
            return True
        for move, way in self._doors.get(scene, ()):
            if move.index == index:
                after = list(values)
                self._program.take[scene][index](after)
                if not self._far(way.tree, after):
                    return True
        return False

    def _take(self, play: Played, scene: int, values: list[int], choice: int) -> int:
        if not len(play.choices) % STRIDE and len(play.values) * STRIDE <= len(play.choices):
            play.values.append(list(values))
        play.choices.append(choice)
        play.scenes.append(scene)
        play.wanted[scene].append(choice)
        self.steps += 1
        return self._program.take[scene][choice](values)

    def _note(self, play: Played, scene: int, values: list[int]) -> None:
        """How far from the target the play is here, where that is less than before."""
        for way in self._ways.get(scene, ()):
            told = (scene, *(values[slot] for slot in self._slots))
            play.new |= told not in self._told
            self._told.add(told)
            self._nearest(play, FIRM * self._far(way.tree, values), values, (way.tree,))
        for move, way in self._doors.get(scene, ()):
            after = list(values)
            self._program.take[scene][move.index](after)
            far = 1 + self._far(move.guard, values) + FIRM * self._far(way.tree, after)
            if far < play.far:
                self._nearest(play, far, values, (move.guard, way.tree))

    def _nearest(self, play: Played, far: float, values: list[int], trees: Sequence[Tree]) -> None:
        if far < play.far:
            play.far, play.length = far, len(play.choices)
            play.lacking = frozenset[int]().union(*(self._distance.lacking(tree, values) for tree in trees))

    def _far(self, tree: Tree, values: Sequence[int]) -> float:
        return self._distance.of(tree, values)

    def _moves(self, scene: int) -> frozenset[int]:
        """The slots that choices of a scene change."""
        if scene not in self._moved:
            out = self._system.out[scene]
            self._moved[scene] = frozenset(effect.slot.index for move in out for effect in move.effects)
        return self._moved[scene]
