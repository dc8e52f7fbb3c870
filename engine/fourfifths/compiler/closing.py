"""What comes of the cards that a deck leaves unplayed: a scene of routes for each of them, one after another.

A card that was played, or that could not have been dealt when the deck was left, is passed over; of any other the first
case that holds is taken. The scenes stand between the deck's own choice and the scene it is left for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from fourfifths.compiler.drafts import ChoiceDraft, SceneDraft
from fourfifths.compiler.routing import APART, ELSE
from fourfifths.conditions import negate
from fourfifths.model import Choice, Scene
from fourfifths.routes import disjoint, joined

SIGN = "+"
"""What joins the names of a deck's scene and of a card; no author's name has it."""


def closed(hub: SceneDraft, card: SceneDraft) -> str:
    """The name of the scene in which a card that a hub's deck left unplayed is settled."""
    return f"{hub.id}{SIGN}{card.id.replace('/', SIGN)}"


def closing(hub: SceneDraft, left: Sequence[SceneDraft], made: Callable[[ChoiceDraft, str], Choice]) -> Iterator[Scene]:
    """The scenes of these cards, in the deck's order; `made` makes a choice of a draft in a scene."""
    names = [closed(hub, card) for card in left]
    last = hub.deck.closes if hub.deck else ""
    for card, name, after in zip(left, names, [*names[1:], last], strict=True):
        routes = tuple(made(route, name) for route in _routes(card, after))
        yield Scene(name, card.title, hub.pov, hub.act, hub.place, hub.when, hub.span, (), routes, auto=True)


def redirected(choices: Sequence[Choice], closes: str, first: str) -> tuple[Choice, ...]:
    """A hub's choices, those that leave the deck led through what is settled first."""
    return tuple(choice._replace(goto=first) if choice.goto == closes else choice for choice in choices)


def _routes(card: SceneDraft, after: str) -> Iterator[ChoiceDraft]:
    """The routes of a card: passed over, its cases, nothing."""
    if card.card is None:
        return
    dealt = joined(card.card.shown)
    own = [negate(dealt) if dealt else None, *(joined(case.shown) for case in card.card.unplayed)]
    blank = ChoiceDraft(APART, (), after, card.span, (), (), (), (), (), [], (), (), ())
    drafts = [blank, *card.card.unplayed]
    if own[-1] is not None:
        own.append(None)
        drafts.append(replace(blank, id=ELSE))
    for draft, shown in zip(drafts, disjoint(own), strict=True):
        yield replace(draft, goto=after, shown=shown)
