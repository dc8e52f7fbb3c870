"""When a choice can be taken, as the code of conditions alone: what the checker goes by, beside the search's trees."""

from __future__ import annotations

import ast
from collections.abc import Sequence
from functools import cache
from math import comb

from fourfifths.model import Scene

HANDS = 4096
"""Ways to choose cards that the code of a hand may spell out."""


def guard(scene: Scene, number: int) -> tuple[str, ...]:
    """The codes that hold where a choice of a scene can be taken, the dealing of a hand included."""
    choice = scene.all_choices[number]
    return (*(condition.code for condition in choice.shown + choice.needs), *dealt(scene, number))


def dealt(scene: Scene, number: int) -> tuple[str, ...]:
    """The codes that hold where there is room for a card in the hand; none for a choice of the scene's own."""
    deck = scene.deck
    if deck is None or number >= len(deck.cards):
        return ()
    earlier = [" and ".join(f"({c.code})" for c in card.shown) or "True" for card in deck.cards[:number]]
    return (f"v[{deck.count.index}] < {deck.limit}", *_fewer(earlier, deck.show))


def _fewer(codes: Sequence[str], most: int) -> tuple[str, ...]:
    """A code that holds where fewer of these hold than `most`."""
    if len(codes) < most:
        return ()
    if comb(len(codes), most) > HANDS:
        return (" + ".join(f"(not not ({code}))" for code in codes) + f" < {most}",)
    less = ["False", *["True"] * most]
    for code in codes:
        less = ["False", *(f"((not ({code}) and {less[n]}) or {less[n - 1]})" for n in range(1, most + 1))]
    return (less[most],)


@cache
def tree(code: str) -> ast.expr:
    """A condition's code as Python reads it."""
    return ast.parse(code, mode="eval").body


@cache
def reads(code: str) -> frozenset[int]:
    """The slots that a code looks at."""
    nodes = (node.slice for node in ast.walk(tree(code)) if isinstance(node, ast.Subscript))
    return frozenset(node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, int))


@cache
def source(node: ast.expr) -> str:
    """The code of a part of a tree."""
    return ast.unparse(node)
