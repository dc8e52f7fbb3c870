"""The points of one story, and functions that say which of them a moment of play meets.

A cover is a whole number, one bit for each point. The functions are generated as those of `Program` are: their source
holds slot numbers, whole numbers and quoted keys from a compiled Story, nothing that an author wrote unquoted.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from fourfifths import conditions, markup, text
from fourfifths.diagnostics import Span
from fourfifths.model import (
    Alternative,
    AltKind,
    Block,
    Branch,
    Choice,
    Condition,
    Scene,
    SlotKind,
    Story,
    Template,
)
from fourfifths.state import State, Turn
from fourfifths.testing.points import Kind, Point, Way

Meets = Callable[[Sequence[int], int], int]
SHORT = 48
_PIECES = {"coda": Kind.CODA, "line": Kind.LINE}


class Atlas:
    """All points of a story. `entered[s](v, seed)` is the cover of arriving in scene s, its offers aside;
    `offered[s](v, seed)` that of its offers; `taken[s][c](v, seed)` that of taking its choice c, before its effects.

    Scenes are numbered in the story's order, choices as in `Scene.all_choices`.
    """

    def __init__(self, story: Story) -> None:
        self.story = story
        self.scenes = tuple(story.scenes.values())
        self.number = {scene.id: number for number, scene in enumerate(self.scenes)}
        scribe = _Scribe(story)
        for number, scene in enumerate(self.scenes):
            scribe.scene(number, scene)
        self.points = scribe.points
        space = _run(scribe.lines)
        self.entered: list[Meets] = [space[f"entered_{number}"] for number in range(len(self.scenes))]
        self.offered: list[Meets] = [space[f"offered_{number}"] for number in range(len(self.scenes))]
        self.taken: list[list[Meets]] = [
            [space[f"taken_{number}_{index}"] for index in range(len(scene.all_choices))]
            for number, scene in enumerate(self.scenes)
        ]
        self.whole = (1 << len(self.points)) - 1

    def arrival(self, state: State, *, read: bool = True) -> int:
        """The cover of a state's offers, and of its scene's text where that is read."""
        number = self.number[state.scene]
        offered = self.offered[number](state.values, state.seed)
        return offered | self.entered[number](state.values, state.seed) if read else offered

    def act(self, state: State, choice: str) -> tuple[int, bool]:
        """The cover of taking a choice in this state, and whether it leads to a text that is read."""
        number = self.number[state.scene]
        for index, candidate in enumerate(self.scenes[number].all_choices):
            if candidate.id == choice:
                return self.taken[number][index](state.values, state.seed), candidate.goto is not None
        return 0, False

    def passed(self, turn: Turn) -> int:
        """The cover of the routes that a turn came through."""
        cover = 0
        for state, route in turn.passed:
            cover |= self.arrival(state) | self.act(state, route)[0]
        return cover

    def among(self, cover: int) -> tuple[Point, ...]:
        """The points of a cover."""
        return tuple(point for point in self.points if cover >> point.number & 1)


def _run(lines: list[str]) -> dict[str, Any]:
    space: dict[str, Any] = {"__builtins__": {}, "draw": text.draw}
    exec(compile("\n".join(lines), "<atlas>", "exec"), space)  # noqa: S102 (our own source, see the module's docstring)
    return space


class _Scribe:
    """Writes the points and the functions of scene after scene."""

    def __init__(self, story: Story) -> None:
        self._story = story
        self._made: list[Point] = []
        self._ways: list[list[Way]] = []
        self.lines: list[str] = []
        self._met: list[tuple[int, int]] = []
        self._numbers: dict[str, int] = {}
        self._guards: list[Condition] = []
        self._scene = self._choice = self._place = ""
        self._span = Span("", 0, 0)

    def scene(self, number: int, scene: Scene) -> None:
        """The functions of one scene; what the engine does by itself there has no points."""
        if scene.inner:
            names = ("entered", "offered", *("taken" for _ in scene.choices))
            ends = ("", "", *(f"_{index}" for index in range(len(scene.choices))))
            for name, end in zip(names, ends, strict=True):
                self._begin(f"{name}_{number}{end}")
                self._finish()
            return
        self._at(scene.id, "", scene.span)
        self._begin(f"entered_{number}")
        self._meet(Kind.SCENE, f"scene {scene.id}", scene.title)
        if scene.ending:
            self._meet(Kind.ENDING, f"ending {scene.ending.id}", scene.ending.title)
        self._blocks(scene.text, f"{scene.id}:text")
        self._finish()
        self._begin(f"offered_{number}")
        if scene.auto:
            self._routes(scene.choices, 0)
        else:
            self._deck(scene)
            for choice in scene.choices:
                self._offer(choice)
        self._finish()
        for index, choice in enumerate(scene.all_choices):
            card = index < len(scene.all_choices) - len(scene.choices)
            kind = Kind.PLAYED if card else Kind.ROUTE if scene.auto else Kind.TAKEN
            self._taken(number, index, choice, kind, _asked(choice, index) if scene.auto else _shown(choice.label))

    def _routes(self, routes: tuple[Choice, ...], at: int) -> None:
        """The routes' own conditions from a place on, each both ways where none before it holds."""
        if at < len(routes):
            self._at(routes[at].scene, routes[at].id, routes[at].span)
            place, own = f"{_name(routes[at])}:if", routes[at].shown[at:]
            self._when(own, place, partial(self._line, "pass"), partial(self._routes, routes, at + 1))

    def _taken(self, number: int, index: int, choice: Choice, kind: Kind, what: str) -> None:
        self._at(choice.scene, choice.id, choice.span)
        held = list(choice.shown + choice.needs)
        self._guards += held
        self._begin(f"taken_{number}_{index}")
        self._meet(kind, f"taken {_name(choice)}", what)
        self._template(choice.say, f"{_name(choice)}:say")
        self._blocks(choice.text, f"{_name(choice)}:text")
        self._finish()
        del self._guards[len(self._guards) - len(held) :]

    def _deck(self, scene: Scene) -> None:
        deck = scene.deck
        if deck is None:
            return
        self._line("n = 0")
        count = deck.count.index
        dealing = Condition("", f"(v[{count}] < {deck.limit})", (count,), scene.span)
        with _Inside(self, dealing):
            for card in deck.cards:
                self._at(scene.id, card.id, card.span)
                self._when(card.shown, f"{_name(card)}:if", partial(self._dealt, card, deck.show))

    def _dealt(self, card: Choice, show: int) -> None:
        self._line(f"if n < {show}:")
        self._indent += 1
        self._line("n += 1")
        self._meet(Kind.DEALT, f"dealt {_name(card)}", _shown(card.label))
        self._template(card.label, f"{_name(card)}:label")
        self._template(card.note, f"{_name(card)}:note")
        self._indent -= 1

    def _offer(self, choice: Choice) -> None:
        self._at(choice.scene, choice.id, choice.span)
        self._when(choice.shown, f"{_name(choice)}:if", partial(self._in_sight, choice))

    def _in_sight(self, choice: Choice) -> None:
        self._template(choice.label, f"{_name(choice)}:label")
        self._template(choice.note, f"{_name(choice)}:note")
        label = _shown(choice.label)
        self._when(
            choice.needs,
            f"{_name(choice)}:needs",
            partial(self._meet, Kind.OPEN, f"open {_name(choice)}", label),
            partial(self._locked, choice, label),
        )

    def _locked(self, choice: Choice, label: str) -> None:
        self._meet(Kind.LOCKED, f"locked {_name(choice)}", label)
        self._template(choice.locked, f"{_name(choice)}:locked")

    def _when(
        self,
        needed: tuple[Condition, ...],
        place: str,
        met: Callable[[], None],
        unmet: Callable[[], None] | None = None,
        number: int = 0,
    ) -> None:
        """Each condition both ways, in order; what follows one is met only where it holds."""
        if not needed:
            met()
            return
        first, rest = needed[0], needed[1:]
        key = f"{place}{number}"
        self._recalls(first)
        with _Inside(self, first):
            self._meet(Kind.CONDITION, f"true {key}", _source(first), first.span)
            self._when(rest, place, met, unmet, number + 1)
        with _Inside(self, first, otherwise=True):
            self._meet(Kind.CONDITION, f"false {key}", f"not: {_source(first)}", first.span)
            if unmet:
                unmet()

    def _blocks(self, blocks: tuple[Block, ...], place: str) -> None:
        for number, block in enumerate(blocks):
            at = f"{place}{number}"
            self._when(block.when, f"{at}.if", partial(self._block, block, at))

    def _block(self, block: Block, place: str) -> None:
        if block.when:
            self._meet(Kind.VARIANT, f"shown {place}", _shown(block.text), block.when[0].span)
        self._template(block.title, f"{place}.title")
        self._template(block.text, place)

    def _template(self, template: Template, place: str) -> None:
        for number, part in enumerate(template):
            if isinstance(part, Branch):
                self._branch(part, f"{place}/{number}")
            elif isinstance(part, Alternative):
                self._alternative(part, f"{place}/{number}")

    def _branch(self, part: Branch, place: str) -> None:
        self._recalls(part.condition)
        place = branch_place(part, place)
        arms = ((False, part.then, "then"), (True, part.otherwise, "else"))
        for (otherwise, arm, word), name in zip(arms, part.names, strict=True):
            with _Inside(self, part.condition, otherwise=otherwise):
                source, span = part.condition.source, part.condition.span
                way = "false" if otherwise else "true"
                said = f"not: {source}" if otherwise else source
                self._meet(Kind.CONDITION, f"{way} {place}", said, span)
                if name:
                    self._meet(_PIECES[name.split(" ")[0]], f"shown {name}", _shown(arm), span)
                elif not part.names[0]:
                    self._meet(Kind.VARIANT, f"shown {place}.{word}", _shown(arm) or f"nothing, {said}", span)
                self._template(arm, f"{place}.{word}")

    def _alternative(self, part: Alternative, place: str) -> None:
        count = len(part.arms)
        for number, arm in enumerate(part.arms):
            if part.kind is AltKind.ONCE and not arm:
                continue  # an empty arm shows what comes after the last one
            guard = _showing(part, number, self._span)
            if part.kind is AltKind.SHUFFLE:
                self._line(f"if draw(seed, {part.key!r}, v[{part.visits}], {count}) == {number}:")
                self._indent += 1
                self._arm(part, arm, f"{place}.{number}", number)
                self._indent -= 1
            else:
                with _Inside(self, guard):
                    self._arm(part, arm, f"{place}.{number}", number)

    def _arm(self, part: Alternative, arm: Template, place: str, number: int) -> None:
        self._meet(Kind.VARIANT, f"shown {place}", _shown(arm) or f"nothing, as number {number + 1} of {part.kind}")
        self._template(arm, place)

    def _recalls(self, condition: Condition) -> None:
        """A memory, seen or heard of, is recalled where the condition would come out otherwise without it."""
        for index in condition.reads:
            slot = self._story.slots[index]
            if slot.kind in (SlotKind.MEMORY, SlotKind.HEARD):
                without = condition.code.replace(f"v[{index}]", "0")
                test = f"(v[{index}] and (not {condition.code}) != (not {without}))"
                with _Inside(self, Condition("", test, condition.reads, condition.span)):
                    self._meet(Kind.MEMORY, f"recalled {slot.name.removeprefix('memory ')}", slot.name, condition.span)

    def _at(self, scene: str, choice: str, span: Span) -> None:
        self._scene, self._choice, self._span = scene, choice, span

    def _meet(self, kind: Kind, key: str, what: str, span: Span | None = None) -> None:
        number = self._numbers.setdefault(key, len(self._numbers))
        way = Way(self._scene, tuple(self._guards))
        if number == len(self._made):
            self._made.append(Point(number, kind, key, self._scene, self._choice, what, span or self._span))
            self._ways.append([])
        self._ways[number].append(way)
        self._met.append((len(self.lines), number))
        self._line("r |= ")

    @property
    def points(self) -> tuple[Point, ...]:
        """The points written so far, each with every way to meet it."""
        return tuple(replace(point, ways=tuple(ways)) for point, ways in zip(self._made, self._ways, strict=True))

    def _begin(self, name: str) -> None:
        self.lines.append(f"def {name}(v, seed):")
        self._indent = 1
        self._met = []
        self._line("r = 0")

    def _finish(self) -> None:
        """Ends a function; its points are counted from its first, as whole covers in each would fill the memory."""
        first = min((number for _, number in self._met), default=0)
        for at, number in self._met:
            self.lines[at] += f"{1 << number - first:#x}"
        self._line(f"return r << {first}")

    def _line(self, line: str) -> None:
        self.lines.append(" " * self._indent + line)

    def enter(self, condition: Condition, otherwise: bool) -> None:
        """What is written from here on stands under the condition, or under its opposite."""
        guard = conditions.negate(condition) if otherwise else condition
        self._line(f"if {guard.code}:")
        self._indent += 1
        self._line("pass")
        self._guards.append(guard)

    def leave(self) -> None:
        """The end of that."""
        self._guards.pop()
        self._indent -= 1


class _Inside:
    """Under a condition, or under its opposite."""

    def __init__(self, scribe: _Scribe, condition: Condition, *, otherwise: bool = False) -> None:
        self._scribe, self._condition, self._otherwise = scribe, condition, otherwise

    def __enter__(self) -> None:
        self._scribe.enter(self._condition, self._otherwise)

    def __exit__(self, *_: object) -> None:
        self._scribe.leave()


def _showing(part: Alternative, number: int, span: Span) -> Condition:
    """When an alternative that is no shuffle shows this arm; the first visit is number 0."""
    visits, count = f"v[{part.visits}]", len(part.arms)
    at = f"({visits} - 1 if {visits} else 0)"
    if part.kind is AltKind.CYCLE:
        code = f"({at} % {count} == {number})"
    elif part.kind is AltKind.SEQUENCE and number == count - 1:
        code = f"({at} >= {number})"
    else:
        code = f"({at} == {number})"
    return Condition("", code, (part.visits,), span)


def _source(condition: Condition) -> str:
    """What an author wrote; of what the compiler made of `once`, that."""
    source = " ".join(condition.source.split())
    return "not taken before, as it is once only" if source.startswith(("not chosen ", "not visits ")) else source


def branch_place(part: Branch, place: str) -> str:
    """Where a branch is: a piece of endings.yaml is one and the same on the page of every ending."""
    return f"endings:text {part.names[0]}" if part.names[0] else place


def _asked(route: Choice, at: int) -> str:
    """What a route asks; the conditions of those before it stand before its own."""
    own = route.shown[at:]
    return f"if {_source(own[0])}" if own else "where no other holds"


def _name(choice: Choice) -> str:
    return f"{choice.scene}.{choice.id}"


def _shown(template: Template) -> str:
    """The first words of a text, its variants as dots."""
    words = markup.plain("".join(part if isinstance(part, str) else "…" for part in template)).split()
    line = " ".join(words)
    return line if len(line) <= SHORT else line[: SHORT - 1].rsplit(" ", 1)[0] + " …"
