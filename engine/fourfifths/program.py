"""A story as Python functions: for millions of steps, where `step` is for one player.

A program plays exactly as `step` does; a property test holds that. It works on a list of values that it changes in
place, and on scenes and choices by number, so a step costs what its own conditions and effects cost. The source that is
generated holds slot numbers, whole numbers, quoted texts and operators, all from a compiled Story; nothing that an
author wrote stands in it unquoted.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from fourfifths import step, text
from fourfifths.conditions import every
from fourfifths.model import (
    Alternative,
    AltKind,
    Block,
    Branch,
    Choice,
    Effect,
    Part,
    Scene,
    Story,
    Template,
)
from fourfifths.operation import HALF_WAY, MOVE, SET
from fourfifths.state import State

Values = list[int]


class Program:
    """The functions of one story. Scenes are numbered in the story's order, choices as in `Scene.all_choices`.

    `open[s](v)` lists the numbers of the open choices of scene s, in the order of the offers. `take[s][c](v)` applies
    choice c and the entering of the next scene to v in place and returns that scene's number.
    """

    def __init__(self, story: Story) -> None:
        self.story = story
        self.scenes = tuple(story.scenes.values())
        self.number = {scene.id: number for number, scene in enumerate(self.scenes)}
        self.ends = tuple(scene.ending is not None for scene in self.scenes)
        self.open: list[Callable[[Values], tuple[int, ...] | list[int]]] = []
        self.take: list[tuple[Callable[[Values], int], ...]] = []
        functions = self._compiled()
        for number, scene in enumerate(self.scenes):
            count = len(scene.all_choices)
            self.open.append(functions[f"open_{number}"])
            self.take.append(tuple(functions[f"take_{number}_{choice}"] for choice in range(count)))

    def start(self, seed: int = 0) -> tuple[int, Values]:
        """The first scene's number and the values a run begins with."""
        state = step.start(self.story, seed)
        return self.number[state.scene], list(state.values)

    def state(self, scene: int, values: Values, seed: int = 0) -> State:
        """The same point of a run as `step` knows it."""
        return State(self.scenes[scene].id, tuple(values), seed)

    def _compiled(self) -> dict[str, Any]:
        lines: list[str] = []
        for number, scene in enumerate(self.scenes):
            lines += _open(number, scene)
            for index, choice in enumerate(scene.all_choices):
                lines += self._take(number, index, choice)
        return _run("\n".join(lines), {})

    def _take(self, number: int, index: int, choice: Choice) -> list[str]:
        goto = number if choice.goto is None else self.number[choice.goto]
        visits = self.scenes[goto].visits if choice.goto is not None else None
        entering = (Effect(visits, 1, MOVE),) if visits else ()
        body = [line for effect in choice.effects + entering for line in _effect(effect)]
        return [f"def take_{number}_{index}(v):", *(f" {line}" for line in body), f" return {goto}"]


class Pages:
    """The texts of a program, as functions of the values and the seed; blocks stand a blank line apart.

    `passage[s](v, seed)` is scene s, `outcome[s][c](v, seed)` what taking its choice c says before the values change,
    `label[s][c](v, seed)` how it is offered.
    """

    def __init__(self, program: Program) -> None:
        lines: list[str] = []
        for number, scene in enumerate(program.scenes):
            lines += _text_function(f"passage_{number}", _blocks(scene.text))
            for index, choice in enumerate(scene.all_choices):
                lines += _text_function(f"outcome_{number}_{index}", _blocks(choice.text))
                lines += _text_function(f"label_{number}_{index}", _template(choice.label))
        functions = _run("\n".join(lines), {"draw": text.draw, "join": _joined})
        scenes = list(enumerate(program.scenes))
        self.passage = [functions[f"passage_{number}"] for number, _ in scenes]
        self.outcome = [_each(functions, f"outcome_{number}", scene) for number, scene in scenes]
        self.label = [_each(functions, f"label_{number}", scene) for number, scene in scenes]


def _each(functions: dict[str, Any], name: str, scene: Scene) -> tuple[Callable[[Values, int], str], ...]:
    return tuple(functions[f"{name}_{index}"] for index in range(len(scene.all_choices)))


def _run(source: str, names: dict[str, Any]) -> dict[str, Any]:
    space: dict[str, Any] = {"__builtins__": {"str": str, "len": len}, **names}
    exec(compile(source, "<story>", "exec"), space)  # noqa: S102 (our own source, see the module's docstring)
    return space


def _open(number: int, scene: Scene) -> list[str]:
    cards = len(scene.deck.cards) if scene.deck else 0
    own = list(enumerate(scene.choices, start=cards))
    if not cards and not any(choice.shown or choice.needs for choice in scene.choices):
        return [f"def open_{number}(v):", f" return {tuple(index for index, _ in own)!r}"]
    lines = [f"def open_{number}(v):", " r = []", *_hand(scene)]
    lines += [_appended(index, every(choice.shown + choice.needs)) for index, choice in own]
    return [*lines, " return r"]


def _hand(scene: Scene) -> list[str]:
    deck = scene.deck
    if deck is None:
        return []
    lines = [f" if v[{deck.count.index}] < {deck.limit}:"]
    for index, card in enumerate(deck.cards):
        room = f"len(r) < {deck.show} and " if index >= deck.show else ""
        lines.append(" " + _appended(index, room + every(card.shown)))
    # A locked card takes its place in the hand, so the locked are dropped after the dealing.
    locked = {index: every(card.needs) for index, card in enumerate(deck.cards) if card.needs}
    lines += [f"  if {index} in r and not ({needs}): r.remove({index})" for index, needs in locked.items()]
    return lines


def _appended(index: int, condition: str) -> str:
    return f" r.append({index})" if condition == "True" else f" if {condition}: r.append({index})"


def _effect(effect: Effect) -> list[str]:
    slot = effect.slot
    at = f"v[{slot.index}]"
    if effect.kind is HALF_WAY:
        return [f"{at} = ({at} + {effect.amount}) // 2"]
    if effect.kind is SET:
        return [f"{at} = {min(slot.high, max(slot.low, effect.amount))}"]
    bound, sign = (slot.high, ">") if effect.amount >= 0 else (slot.low, "<")
    return [f"x = {at} + {effect.amount}", f"{at} = {bound} if x {sign} {bound} else x"]


def _text_function(name: str, expression: str) -> list[str]:
    return [f"def {name}(v, seed):", f" return {expression}"]


def _blocks(blocks: tuple[Block, ...]) -> str:
    shown = [
        f"({_template(block.text)} if {every(block.when)} else '')" if block.when else _template(block.text)
        for block in blocks
    ]
    return shown[0] if len(shown) == 1 else f"join(({', '.join([*shown, ''])}))" if shown else "''"


def _joined(parts: tuple[str, ...]) -> str:
    return "\n\n".join(part for part in parts if part)


def _template(template: Template) -> str:
    return " + ".join(_part(part) for part in template) or "''"


def _part(part: Part) -> str:
    if isinstance(part, str):
        return repr(part)
    if isinstance(part, Branch):
        return f"({_template(part.then)} if {part.condition.code} else {_template(part.otherwise)})"
    if isinstance(part, Alternative):
        return _alternative(part)
    at = f"v[{part.slot.index}]"
    return f"{part.slot.words!r}[{at}]" if part.slot.words else f"str({at})"


def _alternative(part: Alternative) -> str:
    """Sequences and once-only arms count from the first visit; an arm is built only where it is shown."""
    visit, arms = f"v[{part.visits}]", [f"({_template(arm)})" for arm in part.arms]
    if part.kind is AltKind.SHUFFLE:
        number = f"draw(seed, {part.key!r}, {visit}, {len(arms)})"
        return f"({', '.join(arms)},)[{number}]"
    if part.kind is AltKind.CYCLE:
        return f"({', '.join(arms)},)[({visit} - 1 if {visit} else 0) % {len(arms)}]"
    last = "''" if part.kind is AltKind.ONCE else arms.pop()
    chain = "".join(f"{arm} if {visit} <= {number} else " for number, arm in enumerate(arms, start=1))
    return f"({chain}{last})"
