"""A policy made ready to choose in one story: from where a run stands to the number of an open choice."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from fourfifths.model import Slot, Story
from fourfifths.program import Program, Values
from fourfifths.systems.policies import Policy, Weight

Draw = Callable[[], float]
Chooser = Callable[[int, Values, Sequence[int], Draw], int]
"""From a scene's number, the values, the open choices (one at least) and a source of draws to one of these choices."""

_VIEW = 10**7
_PREFERRED = 10**9


def chooser(program: Program, policy: Policy) -> Chooser:
    """How a policy chooses; its names are those of the story."""
    if policy.careless == 100:
        return evenly
    if policy.first:
        return _first
    return _Worth(program, policy).choose


def evenly(scene: int, values: Values, open_now: Sequence[int], draw: Draw) -> int:  # noqa: ARG001
    """Any of them, each as likely as the others."""
    return open_now[int(draw() * len(open_now))]


def _first(scene: int, values: Values, open_now: Sequence[int], draw: Draw) -> int:  # noqa: ARG001
    return open_now[0]


class _Worth:
    """Tries each open choice on a copy of the values; all worths are whole numbers."""

    def __init__(self, program: Program, policy: Policy) -> None:
        slots = {slot.name: slot for slot in program.story.slots}
        self._take, self._careless = program.take, policy.careless / 100
        numbers = [weight for weight in policy.variables if weight.word is None]
        self._steps = [_step(slots, weight) for weight in (*policy.meters, *numbers)]
        self._targets = [_step(slots, weight) for weight in policy.targets]
        self._words = [_word(slots, weight) for weight in policy.variables if weight.word is not None]
        self._bonus = _bonuses(program, policy)

    def choose(self, scene: int, values: Values, open_now: Sequence[int], draw: Draw) -> int:
        if len(open_now) == 1:
            return open_now[0]
        if self._careless and draw() < self._careless:
            return evenly(scene, values, open_now, draw)
        worths = [self._worth(scene, values, number) for number in open_now]
        best = max(worths)
        equals = [number for number, worth in zip(open_now, worths, strict=True) if worth == best]
        return equals[0] if len(equals) == 1 else equals[int(draw() * len(equals))]

    def _worth(self, scene: int, values: Values, number: int) -> int:
        after = list(values)
        self._take[scene][number](after)
        worth = self._bonus[scene][number]
        for index, amount in self._steps:
            worth += amount * (after[index] - values[index])
        for index, target in self._targets:
            worth += abs(values[index] - target) - abs(after[index] - target)
        for index, word, amount in self._words:
            if after[index] != values[index]:
                worth += amount * ((after[index] == word) - (values[index] == word))
        return worth


def _step(slots: dict[str, Slot], weight: Weight) -> tuple[int, int]:
    return slots[weight.name.text].index, weight.amount


def _word(slots: dict[str, Slot], weight: Weight) -> tuple[int, int, int]:
    slot = slots[weight.name.text]
    return slot.index, slot.words.index(weight.word.text if weight.word else ""), weight.amount


def _bonuses(program: Program, policy: Policy) -> list[list[int]]:
    """What each choice is worth for where it leads and what it is, whatever it does."""
    preferred = {name.text for name in policy.prefer}
    return [
        [
            _VIEW * (policy.view is not None and _leads_to(program.story, choice.goto) == policy.view.text)
            + _PREFERRED * (f"{scene.id}.{choice.id}" in preferred)
            for choice in scene.all_choices
        ]
        for scene in program.scenes
    ]


def _leads_to(story: Story, scene: str | None) -> str:
    return story.scenes[scene].pov if scene is not None else ""
