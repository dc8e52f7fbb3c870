"""A scene with some of its conditions replaced; each has the key by which an atlas names its place."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from fourfifths import routes
from fourfifths.model import Alternative, Block, Branch, Choice, Condition, Part, Scene, Template
from fourfifths.testing.atlas import branch_place

ENDINGS = "endings"
"""How the places of what all endings share begin."""

Visit = Callable[[str, Condition], Condition | None]
"""From a place and the condition there to the condition that shall be there, None for none at all."""


def rewritten(scene: Scene, visit: Visit) -> Scene:
    """The scene with each condition as `visit` wants it. A condition inside a line of text cannot be left out."""
    at = f"{scene.id}:text"
    deck = scene.deck
    if deck:
        deck = replace(deck, cards=tuple(_choice(card, visit) for card in deck.cards))
    choices = _routes(scene, visit) if scene.auto else tuple(_choice(choice, visit) for choice in scene.choices)
    return replace(scene, text=_blocks(scene.text, at, visit), deck=deck, choices=choices)


def _routes(scene: Scene, visit: Visit) -> tuple[Choice, ...]:
    """The routes, of which still one alone is open: each asks by itself, and those after it ask that it does not."""
    own = [
        condition and (visit(f"{scene.id}.{choice.id}:if0", condition) or condition)
        for choice, condition in zip(scene.choices, routes.own(scene), strict=True)
    ]
    unasked = tuple(_choice(choice._replace(shown=()), visit) for choice in scene.choices)
    return routes.with_own(replace(scene, choices=unasked), own)


def conditions(scene: Scene) -> dict[str, Condition]:
    """The conditions of a scene by their places, in order."""
    found: dict[str, Condition] = {}

    def visit(place: str, condition: Condition) -> Condition:
        found[place] = condition
        return condition

    rewritten(scene, visit)
    return found


def _choice(choice: Choice, visit: Visit) -> Choice:
    name = f"{choice.scene}.{choice.id}"
    return choice._replace(
        shown=_all(choice.shown, f"{name}:if", visit),
        needs=_all(choice.needs, f"{name}:needs", visit),
        label=_template(choice.label, f"{name}:label", visit),
        note=_template(choice.note, f"{name}:note", visit),
        locked=_template(choice.locked, f"{name}:locked", visit),
        say=_template(choice.say, f"{name}:say", visit),
        text=_blocks(choice.text, f"{name}:text", visit),
    )


def _all(found: tuple[Condition, ...], place: str, visit: Visit) -> tuple[Condition, ...]:
    wanted = (visit(f"{place}{number}", condition) for number, condition in enumerate(found))
    return tuple(condition for condition in wanted if condition is not None)


def _blocks(blocks: tuple[Block, ...], place: str, visit: Visit) -> tuple[Block, ...]:
    return tuple(_block(block, f"{place}{number}", visit) for number, block in enumerate(blocks))


def _block(block: Block, place: str, visit: Visit) -> Block:
    when = _all(block.when, f"{place}.if", visit)
    title = _template(block.title, f"{place}.title", visit)
    return block._replace(when=when, title=title, text=_template(block.text, place, visit))


def _template(template: Template, place: str, visit: Visit) -> Template:
    found: list[Part] = []
    for number, part in enumerate(template):
        at = f"{place}/{number}"
        if isinstance(part, Branch):
            found.append(_branch(part, at, visit))
        elif isinstance(part, Alternative):
            arms = tuple(_template(arm, f"{at}.{n}", visit) for n, arm in enumerate(part.arms))
            found.append(part._replace(arms=arms))
        else:
            found.append(part)
    return tuple(found)


def _branch(part: Branch, place: str, visit: Visit) -> Branch:
    place = branch_place(part, place)
    condition = visit(place, part.condition) or part.condition
    then = _template(part.then, f"{place}.then", visit)
    return Branch(condition, then, _template(part.otherwise, f"{place}.else", visit), part.names)
