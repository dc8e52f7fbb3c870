"""Why a verdict is what it is, in words and places; and which impossible things are an author's to mend."""

from __future__ import annotations

from fourfifths.model import Story
from fourfifths.prove.targets import Fault
from fourfifths.prove.verdict import Answer, Proof, Verdict
from fourfifths.testing.atlas import Atlas
from fourfifths.testing.points import Kind, Point

ASIDE = (Kind.CONDITION, Kind.MEMORY, Kind.LOCKED)
"""Kinds of which one that is impossible is worth knowing, and no mistake in itself."""
_EMPTY: dict[str, str] = {
    Fault.EATEN: "the meter is always where that leaves it",
    Fault.STUCK: "something can always be chosen",
    Kind.VARIANT: "its turn never comes",
}
"""What is said where no condition is asked for."""
DOING = (Kind.TAKEN, Kind.PLAYED, Kind.ROUTE)
"""Kinds of what is done."""


class Reasons:
    """The words for the verdicts of one proof.

    `problems` are what an author should mend, `roots` those of them that are not so for the sake of another.
    """

    def __init__(self, story: Story, proof: Proof, atlas: Atlas) -> None:
        self._story, self._proof = story, proof
        self._points: dict[int, Point] = dict(enumerate(atlas.points))
        self.problems = [verdict for verdict in proof.verdicts if is_problem(verdict)]
        never = {verdict.target.key for verdict in proof.verdicts if verdict.answer is Answer.IMPOSSIBLE}
        self._never = never
        self._scenes = tuple(story.scenes.values())
        self._behind = _behind(story, never)
        self.roots = [verdict for verdict in self.problems if self.root(verdict)]

    def place(self, verdict: Verdict) -> tuple[str, str]:
        """The scene and the choice that a target belongs to; empty where it is no part of one."""
        target = verdict.target
        if target.point >= 0:
            return self._points[target.point].scene, self._points[target.point].choice
        scene = self._scenes[target.ways[0].scene]
        return scene.id, scene.all_choices[target.ways[0].index].id if target.ways[0].index >= 0 else ""

    def root(self, verdict: Verdict) -> bool:
        """Whether an author should mend it for its own sake, not because something before it never happens."""
        if not is_problem(verdict):
            return False
        kind, (scene, choice) = verdict.target.kind, self.place(verdict)
        if kind == Kind.SCENE:
            return scene not in self._behind
        if f"scene {scene}" in self._never:
            return False
        name = f"{scene}.{choice}"
        if f"dealt {name}" in self._never:
            return kind == Kind.DEALT
        return not choice or kind in DOING or f"taken {name}" not in self._never

    def why(self, verdict: Verdict) -> str:
        """The evidence in one line."""
        if verdict.witness:
            return f"after {', '.join(verdict.witness.choices) or 'the beginning'}"
        if verdict.answer is Answer.UNKNOWN:
            return f"tried {verdict.how}"
        reasons = [f"{source} ({place})" for source, place in self.conditions(verdict)]
        values = ", ".join(self._story.slots[slot].name for slot in verdict.slots[:6])
        more = f" and {len(verdict.slots) - 6} more" if len(verdict.slots) > 6 else ""
        checked = "" if verdict.checked else ", not confirmed by the checker"
        asks = (
            f"it asks for {'; '.join(reasons)}" if reasons else _EMPTY.get(verdict.target.kind, "nothing leads there")
        )
        return f"{asks}; by {values or 'the ways there are'}{more}: {verdict.how}{checked}"

    def conditions(self, verdict: Verdict) -> list[tuple[str, str]]:
        """The conditions that an impossible target asks for, each with its place."""
        found: dict[tuple[str, str], None] = {}
        point = self._points.get(verdict.target.point)
        for way in point.ways if point else ():
            for guard in way.guards:
                if guard.source:
                    found[" ".join(guard.source.split()), str(guard.span)] = None
        return list(found)


def _behind(story: Story, never: set[str]) -> set[str]:
    """The scenes that impossible choices of scenes that are entered lead to, and what lies behind those."""
    found: set[str] = set()
    entered = [scene for scene in story.scenes.values() if f"scene {scene.id}" not in never]
    choices = [choice for scene in entered for choice in scene.all_choices]
    waiting = [choice.goto for choice in choices if f"taken {choice.scene}.{choice.id}" in never]
    while waiting:
        scene = waiting.pop()
        if scene is not None and scene not in found:
            found.add(scene)
            waiting += [choice.goto for choice in story.scenes[scene].all_choices]
    return found


def is_problem(verdict: Verdict) -> bool:
    """Whether an author should mend it."""
    target = verdict.target
    if target.kind is Fault.STUCK:
        return verdict.answer is Answer.REACHABLE
    empty = target.kind is Kind.VARIANT and target.what.startswith("nothing, ")
    return verdict.answer is Answer.IMPOSSIBLE and target.kind not in ASIDE and not empty
