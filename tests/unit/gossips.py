"""Stories about who hears what from whom, for any graph of people, and hearsay reckoned straight on the graph."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

PEOPLE = ("ann", "bo", "cy", "dee", "eli", "fay")
FUNCTIONS = ("told", "rumour", "heard")
Pair = tuple[str, str]
Graph = tuple[Pair, ...]
Reader = tuple[str, str]
"""A function of hearsay and the person it is asked of."""

graphs = st.lists(
    st.sampled_from([(one, other) for at, one in enumerate(PEOPLE) for other in PEOPLE[at + 1 :]]),
    min_size=1,
    max_size=9,
    unique=True,
).map(tuple)
groups = st.lists(st.lists(st.sampled_from(PEOPLE), min_size=1, max_size=2, unique=True), min_size=1, max_size=3)


def near(graph: Graph, person: str) -> set[str]:
    """The neighbours of a person."""
    return {one if person == other else other for one, other in graph if person in (one, other)}


def far(graph: Graph, person: str) -> dict[str, int]:
    """The steps to everybody who can be come to."""
    found, waiting = {person: 0}, [person]
    for one in waiting:
        for other in sorted(near(graph, one) - found.keys()):
            found[other] = found[one] + 1
            waiting.append(other)
    return found


def readers(graph: Graph, witnesses: set[str]) -> list[Reader]:
    """Everything that can be asked of hearsay here."""
    found = []
    for person in PEOPLE:
        ways = far(graph, person)
        steps = [ways[witness] for witness in witnesses if ways.get(witness)]
        found += [("told", person)] if 1 in steps else []
        found += [("rumour", person)] if steps and max(steps) > 1 else []
        found += [("heard", person)] if steps else []
    return found


def files(graph: Graph, seen: Sequence[Sequence[str]], asked: Sequence[Reader]) -> dict[str, bytes]:
    """A story in which choice `w0` is seen by the first group, `w1` by the second; the hub says all that holds."""
    people = "".join(f"  {person}: {{name: {person}, playable: true}}\n" for person in PEOPLE)
    story = (
        "format: 1\ntitle: News\nid: news\nversion: 1.0.0\nstart: x/hub\nacts:\n  1: {title: Act I}\n"
        f"meters:\n  trust: {{start: 50, label: Trust, glyph: +}}\npeople:\n{people}"
        f"gossip: [{', '.join(f'[{one}, {other}]' for one, other in graph)}]\n"
    )
    lines = "".join(f"      {{{function}({person}, m): {function}-{person}}}\n" for function, person in asked)
    choices = "".join(
        f"      - {{id: w{at}, label: Act., once: false, goto: hub,"
        f" remember: {{id: m, seen-by: [{', '.join(group)}], about: ann}}}}\n"
        for at, group in enumerate(seen)
    )
    scenes = (
        f"pov: ann\nact: 1\ntitle: Hub\nscenes:\n  hub:\n    text: |\n      Now.\n{lines}    choices:\n{choices}"
        "      - {id: night, label: Sleep., goto: night}\n      - {id: end, label: End., goto: end}\n"
        "  night:\n    hearsay: hub\n  end:\n    text: On.\n    ends: {id: end, title: On}\n"
    )
    return {"story.yaml": story.encode(), "x/x.yaml": scenes.encode()}


class Town:
    """Who saw it, and what everybody has heard: 0 nothing, 1 told, 2 a rumour."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.seen: set[str] = set()
        self.heard = dict.fromkeys(PEOPLE, 0)

    def see(self, people: Sequence[str]) -> None:
        """These see it; what they had heard is nothing beside it."""
        self.seen |= set(people)
        self.heard |= dict.fromkeys(people, 0)

    def night(self) -> None:
        """Everybody hears at once what their neighbours had before this night."""
        before = dict(self.heard)
        for person in PEOPLE:
            if person not in self.seen and not before[person]:
                told = bool(near(self.graph, person) & self.seen)
                passed = any(before[other] for other in near(self.graph, person))
                self.heard[person] = 1 if told else 2 if passed else 0

    def holds(self, function: str, person: str) -> bool:
        """Whether a condition holds."""
        return {"told": self.heard[person] == 1, "rumour": self.heard[person] == 2}.get(
            function, self.heard[person] > 0
        )
