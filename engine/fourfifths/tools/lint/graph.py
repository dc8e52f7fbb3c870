"""Which scene leads to which, conditions aside. Sets of scenes are whole numbers with one bit for each scene."""

from __future__ import annotations

from functools import cached_property

from fourfifths.model import Story


class Graph:
    """The scenes by number, in the story's order, and who can be reached from whom."""

    def __init__(self, story: Story) -> None:
        self.number = {scene: number for number, scene in enumerate(story.scenes)}
        self.next = [
            sorted({self.number[choice.goto] for choice in scene.all_choices if choice.goto is not None})
            for scene in story.scenes.values()
        ]
        self.start = self.number[story.start]
        self._ends = [number for number, scene in enumerate(story.scenes.values()) if scene.ending]

    def __eq__(self, other: object) -> bool:
        """Whether the same scenes lead to the same scenes, and end."""
        if not isinstance(other, Graph):
            return NotImplemented
        return self._told() == other._told()

    __hash__ = object.__hash__

    def _told(self) -> tuple[object, ...]:
        return self.start, self.next, self._ends, self.number

    @cached_property
    def back(self) -> list[list[int]]:
        """For each scene, those that lead to it at once."""
        found: list[list[int]] = [[] for _ in self.next]
        for number, following in enumerate(self.next):
            for after in following:
                found[after].append(number)
        return found

    @cached_property
    def parts(self) -> list[list[int]]:
        """The scenes in groups that lead to one another, each group after those that lead to it."""
        return components(self.next)[::-1]

    @cached_property
    def before(self) -> list[int]:
        """For each scene, the scenes that it can be reached from, itself among them."""
        return closure(self.back, self.parts)

    @cached_property
    def loops(self) -> int:
        """The scenes that can be entered again after they were left or entered from themselves."""
        return sum(
            1 << number
            for number, following in enumerate(self.next)
            if any(self.before[number] >> after & 1 for after in following)
        )

    @cached_property
    def reached(self) -> int:
        """The scenes that a way from the start leads to."""
        return sum(1 << number for number, before in enumerate(self.before) if before >> self.start & 1)

    @cached_property
    def ending(self) -> int:
        """The scenes from which an end can be reached."""
        found = 0
        for number in self._ends:
            found |= self.before[number]
        return found


def closure(edges: list[list[int]], parts: list[list[int]]) -> list[int]:
    """For each node of a graph, every node that it leads to, itself among them; parts as `components` gives them."""
    reach = [0] * len(edges)
    for part in parts:
        found = 0
        for node in part:
            found |= 1 << node
            for after in edges[node]:
                found |= reach[after]
        for node in part:
            reach[node] = found
    return reach


def components(edges: list[list[int]]) -> list[list[int]]:
    """The strongly connected parts of a graph, each after those that it leads to: Tarjan's way, without recursion."""
    order, low = [0] * len(edges), [0] * len(edges)
    stack: list[int] = []
    waiting: set[int] = set()
    found: list[list[int]] = []
    work = [(root, 0) for root in reversed(range(len(edges)))]
    count = 0
    while work:
        node, at = work.pop()
        if at == 0 and order[node]:
            continue
        if at == 0:
            count += 1
            order[node] = low[node] = count
            stack.append(node)
            waiting.add(node)
        else:
            low[node] = min(low[node], low[edges[node][at - 1]])
        after = _next(edges[node], at, order, low, node, waiting)
        if after < len(edges[node]):
            work += [(node, after + 1), (edges[node][after], 0)]
        elif low[node] == order[node]:
            found.append(_popped(node, stack, waiting))
    return found


def _next(following: list[int], at: int, order: list[int], low: list[int], node: int, waiting: set[int]) -> int:
    """Where the first node stands that was not looked at; those that wait are taken note of."""
    while at < len(following) and order[following[at]]:
        if following[at] in waiting:
            low[node] = min(low[node], order[following[at]])
        at += 1
    return at


def _popped(node: int, stack: list[int], waiting: set[int]) -> list[int]:
    """The nodes on the stack down to this one."""
    members: list[int] = []
    while not members or members[-1] != node:
        members.append(stack.pop())
    waiting.difference_update(members)
    return members
