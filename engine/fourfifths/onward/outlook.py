"""Which endings can still be reached from a state: some walks, a bound from above, then every way, within a budget.

What is `found` was played; what is `lost` can never come from there. What is neither is open: the budget ran out, and
`found` is a count from below.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from fourfifths.flow import Currents, Flow
from fourfifths.model import Story
from fourfifths.onward.live import Live, endings
from fourfifths.program import Program
from fourfifths.state import State

BUDGET = 20_000
"""States looked at for one question."""
WALKS = 40


@dataclass(frozen=True, slots=True)
class Ahead:
    """The endings, by id and in the story's order, that a state leads to, those that it does not, and how many are
    `open`: neither was shown of them."""

    found: tuple[str, ...]
    lost: tuple[str, ...]
    open: int = 0

    @property
    def whole(self) -> bool:
        """Whether it is known of every ending."""
        return not self.open


class Outlook:
    """Looks ahead in one story."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.program = Program(story)
        self.endings = endings(story)
        self._live = Live(self.program)
        self._ends = [scene.ending.id if scene.ending else "" for scene in self.program.scenes]
        self._known: dict[tuple[int, ...], Ahead] = {}
        self._currents: Currents | None = None

    def endings_from(self, state: State, budget: int = BUDGET) -> Ahead:
        """The endings ahead of a state."""
        key = self._live.key(self.program.number[state.scene], state.values)
        if key not in self._known:
            self._known[key] = self._ahead(state, key, budget)
        return self._known[key]

    def _ahead(self, state: State, key: tuple[int, ...], budget: int) -> Ahead:
        every = set(self.endings)
        found = self._walked(key[0], state, every)
        above = every if found == every else self._bound(state)
        whole = found == above or self._searched(key, above, found, budget)
        lost = every - (found if whole else above)
        return Ahead(self._ordered(found), self._ordered(lost), len(every) - len(found) - len(lost))

    def _bound(self, state: State) -> set[str]:
        """Every ending that can come, and perhaps some that cannot."""
        self._currents = self._currents or Currents(self.story)
        flow = Flow(self.story, state, self._currents)
        return {self._ends[self.program.number[scene]] for scene in flow.scenes} - {""}

    def _ordered(self, names: set[str]) -> tuple[str, ...]:
        return tuple(name for name in self.endings if name in names)

    def _walked(self, start: int, state: State, wanted: set[str]) -> set[str]:
        """Endings that random walks meet."""
        draw = random.Random(0).random  # noqa: S311 - walks
        program, found = self.program, set[str]()
        for _ in range(WALKS if wanted else 0):
            scene, values = start, list(state.values)
            for _ in range(400 + 2 * len(program.scenes)):
                choices = program.open[scene](values)
                if program.ends[scene] or not choices:
                    break
                scene = program.take[scene][choices[int(draw() * len(choices))]](values)
            found |= {self._ends[scene]} - {""}
            if found == wanted:
                break
        return found

    def _searched(self, key: tuple[int, ...], above: set[str], found: set[str], budget: int) -> bool:
        """Adds what any way leads to; whether nothing else can be found."""
        seen = {key}
        waiting = [key]
        while waiting and len(seen) < budget and found != above:
            now = waiting.pop()
            if self._ends[now[0]]:
                found.add(self._ends[now[0]])
                continue
            new = {after for _, after in self._live.after(now)} - seen
            seen |= new
            waiting += sorted(new)
        return found == above or not waiting
