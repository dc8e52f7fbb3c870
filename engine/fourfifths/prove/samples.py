"""States that walks came through on their way to a scene or near it: where a search may begin."""

from __future__ import annotations

from array import array
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
KEPT = 90
"""Walks of which the states are kept."""


class Sample(NamedTuple):
    """The values in a scene after so many choices of a track."""

    track: int
    length: int
    values: Sequence[int]


class Replays:
    """The states of the walks that were asked for last."""

    def __init__(self, program: Program, tracks: Sequence[Track]) -> None:
        self._program, self.tracks = program, tracks
        narrow = all(slot.low >= -(1 << 15) and slot.high < 1 << 15 for slot in program.story.slots)
        self._kind = "h" if narrow else "q"
        self._known: dict[int, list[tuple[int, Sample]]] = {}

    def of(self, number: int) -> list[tuple[int, Sample]]:
        """Each scene of a walk, and the sample there."""
        found = self._known.pop(number, None) or self._replayed(number)
        if len(self._known) == KEPT:
            del self._known[next(iter(self._known))]
        self._known[number] = found
        return found

    def _replayed(self, number: int) -> list[tuple[int, Sample]]:
        seed, choices = self.tracks[number]
        scene, values = self._program.start(seed)
        found = []
        for length, choice in enumerate(choices):
            found.append((scene, Sample(number, length, array(self._kind, values))))
            scene = self._program.take[scene][choice](values)
        found.append((scene, Sample(number, len(choices), array(self._kind, values))))
        return found


class Samples:
    """The states of some walks, by scene, once they are asked for."""

    def __init__(self, replays: Replays, numbers: Sequence[int]) -> None:
        self._replays, self._numbers = replays, numbers

    @cached_property
    def at(self) -> dict[int, list[Sample]]:
        """The samples of each scene."""
        found: dict[int, list[Sample]] = {}
        for number in self._numbers:
            for scene, sample in self._replays.of(number):
                found.setdefault(scene, []).append(sample)
        return found

    def track(self, sample: Sample) -> Track:
        """The run's seed and the choices that lead to a sample."""
        seed, choices = self._replays.tracks[sample.track]
        return seed, choices[: sample.length]


class Sight:
    """Which samples are in the nodes of one regression: `hits`, each with its scene, in the order they were met."""

    def __init__(self, samples: Samples, back: Regression) -> None:
        self._samples, self._back = samples, back
        self._places: dict[int, list[tuple[Bits, Sample]]] = {}
        self._all: dict[int, Bits] = {}
        self._met: set[tuple[int, int]] = set()
        self.hits: list[tuple[int, Sample]] = []

    def look(self, scene: int, packed: Packed, bits: Bits) -> int:
        """Notes the samples in a node; how many were met by now."""
        if scene not in self._places:
            self._place(scene)
        if not bits & self._all[scene]:
            return len(self.hits)
        for bit, sample in self._places[scene]:
            if bits & bit and sample[:2] not in self._met and not packed & self._back.packing.point(sample.values):
                self._met.add(sample[:2])
                self.hits.append((scene, sample))
        return len(self.hits)

    def _place(self, scene: int) -> None:
        space = self._back.space
        samples = self._samples.at.get(scene, ())
        self._places[scene] = [(1 << space.number(sample.values), sample) for sample in samples]
        self._all[scene] = 0
        for bit, _ in self._places[scene]:
            self._all[scene] |= bit

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
