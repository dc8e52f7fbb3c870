"""Who tells whom: the pairs of story.yaml as a graph, and how far news has to go in it."""

from __future__ import annotations

from collections import deque
from collections.abc import Collection
from typing import TYPE_CHECKING

from fourfifths.compiler.fields import Fields, what
from fourfifths.compiler.nodes import Node, Scalar, Sequence
from fourfifths.compiler.report import shown
from fourfifths.model import Person

if TYPE_CHECKING:
    from fourfifths.compiler.tables import Table

_WRITING = "write `[nkechi, pak]`"


class Gossip:
    """Pairs of people who tell each other; `whole` is False where some pair is mistaken."""

    def __init__(self) -> None:
        self.pairs: list[tuple[str, str]] = []
        self.whole = True
        self._near: dict[str, list[str]] = {}
        self._far: dict[str, dict[str, int]] = {}

    def add(self, one: str, other: str) -> None:
        """Joins two people."""
        self.pairs.append((one, other))
        self._near.setdefault(one, []).append(other)
        self._near.setdefault(other, []).append(one)
        self._far.clear()

    def near(self, person: str) -> list[str]:
        """Those that a person tells, and is told by."""
        return self._near.get(person, [])

    def far(self, person: str) -> dict[str, int]:
        """How many steps away each person is that news from this one comes to, itself 0."""
        found = self._far.get(person)
        if found is None:
            found, waiting = {person: 0}, deque([person])
            while waiting:
                one = waiting.popleft()
                for other in self.near(one):
                    if other not in found:
                        found[other] = found[one] + 1
                        waiting.append(other)
            self._far[person] = found
        return found

    def comes(self, function: str, person: str, witnesses: Collection[str]) -> bool:
        """Whether `told`, `rumour` or `heard` can ever hold of a person and what these witnesses see."""
        far = self.far(person)
        steps = [far[witness] for witness in witnesses if far.get(witness)]
        return bool(steps) and (function != "told" or min(steps) == 1) and (function != "rumour" or max(steps) > 1)

    def never(self, function: str, person: str, memory: str, witnesses: Collection[str]) -> str:
        """Why news of a memory never comes to somebody in this way; what to write instead."""
        seen = f"{shown(memory)} is seen by {', '.join(witnesses)}"
        others = [witness for witness in witnesses if witness != person]
        if not others:
            return f"{person} never hears of it: {seen} alone; ask `remembers({person}, {memory})`"
        if not self.comes("heard", person, witnesses):
            hint = f"add a pair as `[{others[0]}, {person}]` to `gossip:` in story.yaml"
            return f"no gossip leads to {person}: {seen}; {hint}"
        if function == "told":
            return f"no neighbour of {person} sees it: {seen}; ask `rumour({person}, {memory})`"
        return f"{person} has it from who saw it: {seen}; ask `told({person}, {memory})`"


def read_gossip(fields: Fields, people: Table[Person], gossip: Gossip) -> None:
    """The pairs of story.yaml; what is wrong with one is reported where it stands."""
    gossip.whole = "gossip" in fields or "gossip" not in fields.node.entries
    for node in fields.items("gossip"):
        if not _pair(node, fields, people, gossip):
            gossip.whole = False


def _pair(node: Node, fields: Fields, people: Table[Person], gossip: Gossip) -> bool:
    """Whether a pair is one, and new."""
    names = node.items if isinstance(node, Sequence) else []
    both = [name for name in names if isinstance(name, Scalar)]
    if len(both) != 2 or len(names) != 2:
        said = f"a list of {len(names)}" if isinstance(node, Sequence) else what(node)
        fields.wrong("E043", node, f"this is {said}, not a pair of people", _WRITING)
        return False
    for name in both:
        people.find(name, fields.source, fields.report)
    one, other = (name.text for name in both)
    if one == other:
        fields.wrong("E043", both[1], f"{shown(one)} stands beside itself", "name somebody else, or take the pair out")
    elif other in gossip.near(one):
        fields.wrong("E043", node, f"the pair of {shown(one)} and {shown(other)} is given twice", "take one out")
    elif one in people.entries and other in people.entries:
        gossip.add(one, other)
        return True
    return False
