"""Which offer a playthrough means: by id, by a card's scene, by label, or by a name the choice had before."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from fourfifths import markup, step
from fourfifths.model import Story
from fourfifths.state import Offer, State


def label(offer: Offer) -> str:
    """An offer's label as a player reads it."""
    return fold(markup.plain(offer.label))


def fold(text: str) -> str:
    """A text on one line, its marks gone."""
    return " ".join(text.split())


def find(story: Story, state: State, offers: Iterable[Offer], meant: str) -> Offer | None:
    """The offer that is meant, None where there is none; ids come before labels, labels before old names."""
    found = tuple(offers)
    old = {name: choice.id for choice in step.shown(story, state) for name in choice.was}
    wanted = old.get(meant) or story.renamed.get(meant)
    tests = (lambda o: o.id == meant, lambda o: label(o) == fold(markup.plain(meant)), lambda o: o.id == wanted)
    return next((offer for test in tests for offer in found if test(offer)), None)


def cure(story: Story, state: State, offers: Iterable[Offer], meant: str) -> str:
    """What to write instead, or where the choice is."""
    found = tuple(offers)
    by_name = {name.lower(): name for offer in found for name in (offer.id, label(offer))}
    near = difflib.get_close_matches(meant[:64].lower(), by_name, n=1, cutoff=0.6)
    if near:
        return f'did you mean "{by_name[near[0]]}"?'
    homes = [scene.id for scene in story.scenes.values() if any(c.id == meant for c in scene.all_choices)]
    if state.scene in homes:
        return "the scene has it, but not now: see its conditions"
    return f"{homes[0]} has it; this is {state.scene}" if homes else ""


def listed(offers: Iterable[Offer]) -> str:
    """The ids of the open ones."""
    return ", ".join(offer.id for offer in offers if offer.open) or "nothing"
