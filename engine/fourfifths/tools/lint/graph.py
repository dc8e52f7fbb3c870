"""Which scene leads to which, conditions aside. Sets of scenes are whole numbers with one bit for each scene."""

from __future__ import annotations

from functools import cached_property

from fourfifths.model import Story


class Graph:
    """The scenes by number, in the story's order, and who can be reached from whom."""

    def __init__(self, story: Story) -> None:
        self.story = story
        self.number = {scene: number for number, scene in enumerate(story.scenes)}
        self.next = [
            sorted({self.number[choice.goto] for choice in scene.all_choices if choice.goto is not None})
            for scene in story.scenes.values()
        ]

    @cached_property
    def before(self) -> list[int]:
        """For each scene, the scenes that it can be reached from, itself among them."""
        back: list[list[int]] = [[] for _ in self.next]
        for number, following in enumerate(self.next):
            for after in following:
                back[after].append(number)
        return closure(back)

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
        start = self.number[self.story.start]
        return sum(1 << number for number, before in enumerate(self.before) if before >> start & 1)

    @cached_property
    def ending(self) -> int:
        """The scenes from which an end can be reached."""
        ends = (number for number, scene in enumerate(self.story.scenes.values()) if scene.ending)
        found = 0
        for number in ends:
            found |= self.before[number]
        return found


def closure(edges: list[list[int]]) -> list[int]:
    """For each node of a graph, every node that it leads to, itself among them: by Tarjan's components, in a loop."""
    reach = [0] * len(edges)
    order = [0] * len(edges)
    low = [0] * len(edges)
    stack: list[int] = []
    waiting: set[int] = set()
    count = 0
    for root in range(len(edges)):
        work = [] if order[root] else [(root, 0)]
        while work:
            node, at = work.pop()
            if at == 0:
                count += 1
                order[node] = low[node] = count
                stack.append(node)
                waiting.add(node)
            else:
                low[node] = min(low[node], low[edges[node][at - 1]])
            while at < len(edges[node]):
                after = edges[node][at]
                at += 1
                if not order[after]:
                    work += [(node, at), (after, 0)]
                    break
                if after in waiting:
                    low[node] = min(low[node], order[after])
            else:
                if low[node] == order[node]:
                    _component(node, edges, reach, stack, waiting)
    return reach


def _component(node: int, edges: list[list[int]], reach: list[int], stack: list[int], waiting: set[int]) -> None:
    """Closes the component whose first node this is: all its nodes lead to the same ones."""
    first = stack.index(node) if stack[-1] != node else len(stack) - 1
    members = stack[first:]
    del stack[first:]
    waiting.difference_update(members)
    found = 0
    for member in members:
        found |= 1 << member
        for after in edges[member]:
            found |= reach[after]
    for member in members:
        reach[member] = found
