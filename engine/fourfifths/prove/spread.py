"""Chances carried from state to state: how often play is in each, where it ends, and what it sees open on its way.

What is left on the way is less than one part in a million millions when it counts as nothing. Play that can never end
is over where it comes to where no ending is left.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from fourfifths.prove.everything import Everything

NOTHING = 1e-12
EFFORT = 3_000_000
"""Times that a state is gone on from, for one question; for all choices together twice as many."""


class Spread:
    """A uniform player in all states of a story. `whole` is false where play goes round too long to be followed.

    `caught` says that some play can never end; what such a play meets is not followed, only that it does not end.
    `entered` holds for each scene and meter how often, in one play, the meter has which value there.
    """

    def __init__(self, every: Everything) -> None:
        self._every = every
        self.caught = False
        self._over = self._ends()
        self._left = 2 * EFFORT
        self._chances = [1 / len(edges) if edges else 0.0 for edges in every.after]
        self._visits = self._carried(self._over, EFFORT)
        self.whole = self._visits is not None
        self.endings: dict[str, float] = {}
        self.entered: list[list[dict[int, float]]] = []
        self._turning = self._round()
        if self._visits is not None:
            self._tell(self._visits)

    def open(self, scene: int, index: int) -> float | None:
        """The chance that a choice is open at some time of a play; None where that is too much to be followed."""
        if self._visits is None or self.caught:
            return None
        there = [
            state
            for state in self._states[scene]
            if self._visits[state] and any(number == index for number, _ in self._every.after[state])
        ]
        if scene not in self._turning:
            return min(1.0, sum(self._visits[state] for state in there))
        met = self._carried(self._over | set(there), self._left, spend=True) if there else {}
        return None if met is None else min(1.0, sum(met.get(state, 0.0) for state in there))

    def _ends(self) -> set[int]:
        """Where play is over: at an ending, where nothing is open, where no ending is left."""
        every = self._every
        scenes = every.live.program.scenes
        still = [state for state, edges in enumerate(every.after) if not edges or scenes[every.scene(state)].ending]
        leading = every.leading(still)
        caught = {state for state in range(len(every.after)) if state not in leading}
        self.caught = bool(caught)
        return set(still) | caught

    def _carried(self, over: Collection[int], most: int, *, spend: bool = False) -> dict[int, float] | None:
        """How often play is in each state, going on from none where it is over."""
        visits: dict[int, float] = defaultdict(float)
        now, effort = {0: 1.0}, 0
        while now and sum(now.values()) > NOTHING:
            effort += len(now)
            if effort > most:
                return None
            after: dict[int, float] = defaultdict(float)
            for state, chance in now.items():
                visits[state] += chance
                if state not in over:
                    each = chance * self._chances[state]
                    for _, goto in self._every.after[state]:
                        after[goto] += each
            now = after
        self._left -= effort if spend else 0
        return visits

    def _round(self) -> set[int]:
        """The scenes that play can be in more than once."""
        every = self._every
        found: set[int] = set()
        following: dict[int, set[int]] = defaultdict(set)
        for state, edges in enumerate(every.after):
            following[every.scene(state)] |= {every.scene(goto) for _, goto in edges}
        for scene in following:
            seen: set[int] = set()
            waiting = list(following[scene])
            while waiting:
                after = waiting.pop()
                if after not in seen:
                    seen.add(after)
                    waiting += following[after]
            if scene in seen:
                found.add(scene)
        return found

    def _tell(self, visits: dict[int, float]) -> None:
        every = self._every
        program = every.live.program
        meters = [meter.slot.index for meter in program.story.meters]
        self.entered = [[defaultdict(float) for _ in meters] for _ in program.scenes]
        self._states: list[list[int]] = [[] for _ in program.scenes]
        ends: dict[str, float] = defaultdict(float)
        for state, share in visits.items():
            scene = every.scene(state)
            self._states[scene].append(state)
            values = every.live.values(every.keys[state])
            for place, index in enumerate(meters):
                self.entered[scene][place][values[index]] += share
            if state in self._over:
                ending = program.scenes[scene].ending
                ends[ending.id if ending else "no ending" if every.after[state] else "no open choice"] += share
        self.endings = dict(ends)
