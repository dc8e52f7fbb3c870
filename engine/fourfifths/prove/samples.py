"""States that walks came through on their way to a scene or near it: where a search may begin."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import NamedTuple

from fourfifths.program import Program
from fourfifths.prove.backward import Regression
from fourfifths.prove.guided import Point
from fourfifths.prove.packed import Packed
from fourfifths.prove.space import Bits
from fourfifths.prove.system import System
from fourfifths.prove.witness import Track

WALKS = 64
"""Walks that samples are taken from."""
KEPT = 300
"""Walks that are kept as they were replayed."""
STRIDE = 16
"""Choices of a walk between the states that are kept of it."""


class Sample(NamedTuple):
    """The values in a scene after so many choices of a track."""

    track: int
    length: int
    values: Sequence[int]


class Replay(NamedTuple):
    """The scenes of a walk, and every so many choices the values there."""

    scenes: Sequence[int]
    values: list[Sequence[int]]


class Replays:
    """The walks that were asked for last, replayed."""

    def __init__(self, program: Program, tracks: Sequence[Track]) -> None:
        self._program, self.tracks = program, tracks
        narrow = all(slot.low >= -(1 << 15) and slot.high < 1 << 15 for slot in program.story.slots)
        self._kind = "h" if narrow else "q"
        self._known: dict[int, Replay] = {}

    def scenes(self, number: int) -> Sequence[int]:
        """The scenes of a walk, in order."""
        return self._of(number).scenes

    def sample(self, number: int, length: int) -> Sample:
        """The state after so many choices of a walk."""
        near = length - length % STRIDE
        replay, (_, choices) = self._of(number), self.tracks[number]
        values = list(replay.values[length // STRIDE])
        for scene, choice in zip(replay.scenes[near:length], choices[near:length], strict=True):
            self._program.take[scene][choice](values)
        return Sample(number, length, values)

    def _of(self, number: int) -> Replay:
        found = self._known.pop(number, None) or self._replayed(number)
        if len(self._known) == KEPT:
            del self._known[next(iter(self._known))]
        self._known[number] = found
        return found

    def _replayed(self, number: int) -> Replay:
        seed, choices = self.tracks[number]
        scene, values = self._program.start(seed)
        scenes, found = array("l", [scene]), [array(self._kind, values)]
        for length, choice in enumerate(choices, 1):
            scene = self._program.take[scene][choice](values)
            scenes.append(scene)
            if not length % STRIDE:
                found.append(array(self._kind, values))
        return Replay(scenes, list(found))


class Samples:
    """The states of some walks, by scene, once they are asked for."""

    def __init__(self, replays: Replays, numbers: Sequence[int]) -> None:
        self._replays, self._numbers = replays, numbers
        self._known: dict[int, list[Sample]] = {}

    def at(self, scene: int) -> list[Sample]:
        """The samples of a scene."""
        if scene not in self._known:
            self._known[scene] = [self._replays.sample(*place) for place in self._places.get(scene, ())]
        return self._known[scene]

    @cached_property
    def _places(self) -> dict[int, list[tuple[int, int]]]:
        """For each scene the walks that came there, and after how many choices."""
        found: dict[int, list[tuple[int, int]]] = {}
        for number in self._numbers:
            for length, scene in enumerate(self._replays.scenes(number)):
                found.setdefault(scene, []).append((number, length))
        return found

    @property
    def tracks(self) -> list[Track]:
        """The walks, whole."""
        return [self._replays.tracks[number] for number in self._numbers]

    def track(self, sample: Sample) -> Track:
        """The run's seed and the choices that lead to a sample."""
        seed, choices = self._replays.tracks[sample.track]
        return seed, choices[: sample.length]


class Sight:
    """Which samples are among the nodes of each of some regressions: `hits`, each with its scene, as they were met."""

    def __init__(self, samples: Samples, backs: Sequence[Regression]) -> None:
        self._samples, self._backs = samples, backs
        self._unmet: list[dict[int, list[tuple[int, Sample]]]] = [{} for _ in backs]
        self._met: Counter[tuple[int, int]] = Counter()
        self.hits: list[tuple[int, Sample]] = []

    def look(self, number: int, scene: int, packed: Packed, bits: Bits) -> None:
        """Notes the samples in a node of one of the regressions."""
        unmet, back = self._unmet[number], self._backs[number]
        if scene not in unmet:
            unmet[scene] = [(back.space.number(s.values), s) for s in self._samples.at(scene)]
        left = []
        for at, sample in unmet[scene]:
            if not bits >> at & 1 or packed & back.packing.point(sample.values):
                left.append((at, sample))
                continue
            self._met[sample[:2]] += 1
            if self._met[sample[:2]] == len(self._backs):
                self.hits.append((scene, sample))
        unmet[scene] = left

    def sources(self) -> list[Point]:
        """The states that were met."""
        return [(scene, *sample.values) for scene, sample in self.hits]


def near(system: System, visitors: Sequence[Sequence[int]], scenes: Sequence[int], most: int = WALKS) -> list[int]:
    """The numbers of walks that came to one of these scenes, or else nearest to them."""
    found: dict[int, None] = {}
    for ring in _rings(system, scenes):
        for scene in ring:
            found.update(dict.fromkeys(visitors[scene][:most]))
        if len(found) >= most:
            break
    return list(found)[:most]


def _rings(system: System, scenes: Sequence[int]) -> Iterator[list[int]]:
    seen = set(scenes)
    ring = sorted(seen)
    while ring:
        yield ring
        ring = sorted({move.scene for scene in ring for move in system.into[scene]} - seen)
        seen.update(ring)
