"""Every state that play can be in, one by one, with what leads to what, where there are not too many.

States that differ in nothing a choice may still wait for are one, so what is found here is exact for the whole story.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Sequence

from fourfifths.onward import Key, Live
from fourfifths.proofs import Play

Edge = tuple[int, int]
"""A choice's number in its scene, and the state that it leads to."""


class Everything:
    """The states of a story from its start; `of` gives None where there are more than `most`."""

    def __init__(self, live: Live, keys: Sequence[Key], after: list[list[Edge]], before: list[Edge | None]) -> None:
        self.live, self.keys, self.after, self._before = live, keys, after, before
        self.into: list[list[int]] = [[] for _ in after]
        for state, edges in enumerate(after):
            for _, goto in edges:
                self.into[goto].append(state)

    @staticmethod
    def of(live: Live, most: int) -> Everything | None:
        """All states, those nearest to the start first."""
        scene, values = live.program.start()
        first = live.key(scene, values)
        number = {first: 0}
        after: list[list[Edge]] = []
        before: list[Edge | None] = [None]
        waiting = deque([first])
        while waiting:
            edges: list[Edge] = []
            for index, key in live.after(waiting.popleft()):
                if key not in number:
                    number[key] = len(number)
                    before.append((index, len(after)))
                    waiting.append(key)
                edges.append((index, number[key]))
            after.append(edges)
            if len(number) > most:
                return None
        return Everything(live, list(number), after, before)

    def scene(self, state: int) -> int:
        """The number of a state's scene."""
        return self.keys[state][0]

    def leading(self, goals: Iterable[int]) -> dict[int, int]:
        """The states from which a goal can be reached, the goals among them, each with the choices still needed."""
        found = dict.fromkeys(goals, 0)
        waiting = deque(found)
        while waiting:
            state = waiting.popleft()
            for earlier in self.into[state]:
                if earlier not in found:
                    found[earlier] = found[state] + 1
                    waiting.append(earlier)
        return found

    def to(self, state: int) -> tuple[str, ...]:
        """The choices of a shortest way to a state."""
        found: list[str] = []
        edge = self._before[state]
        while edge is not None:
            index, state = edge
            found.append(self.choice(state, index))
            edge = self._before[state]
        return tuple(name for name in reversed(found) if name)

    def on(self, state: int, leading: dict[int, int]) -> tuple[str, ...]:
        """The choices of a shortest way from a state to the goals that it leads to."""
        found: list[str] = []
        while leading[state]:
            ways = (edge for edge in self.after[state] if edge[1] in leading)
            index, after = min(ways, key=lambda edge: leading[edge[1]])
            found.append(self.choice(state, index))
            state = after
        return tuple(filter(None, found))

    def choice(self, state: int, index: int) -> str:
        """The id of a choice of a state's scene; empty for a route, which no player takes."""
        scene = self.live.program.scenes[self.scene(state)]
        return "" if scene.auto else scene.all_choices[index].id

    @staticmethod
    def play(*parts: tuple[str, ...]) -> Play:
        """A play of these choices; no state hangs on its seed."""
        return Play(0, tuple(choice for part in parts for choice in part))
