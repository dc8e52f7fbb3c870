"""What in one story is the same thing in another: scenes and choices by name, or by the names they had before."""

from __future__ import annotations

from collections.abc import Iterator

from fourfifths.model import Choice, Scene, Story
from fourfifths.routes import asked

Pair = tuple[Scene | None, Scene | None]


def scenes(old: Story, new: Story) -> Iterator[Pair]:
    """Each scene of either story with its counterpart, those that went last; the engine's own are left out."""
    before = {new.renamed[name]: name for name in old.scenes if name not in new.scenes and name in new.renamed}
    found = set()
    for name, scene in new.scenes.items():
        if scene.inner:
            continue
        past = old.scenes.get(name) or old.scenes.get(before.get(name, ""))
        if past:
            found.add(past.id)
        yield past, scene
    yield from ((scene, None) for name, scene in old.scenes.items() if name not in found and not scene.inner)


def choices(old: Scene | None, new: Scene | None) -> Iterator[tuple[Choice | None, Choice | None]]:
    """Each choice of a scene with its counterpart, cards included, those that went last."""
    past = {choice.id: choice for choice in _choices(old)} if old else {}
    found = set()
    for choice in _choices(new) if new else ():
        name = next((name for name in (choice.id, *choice.was) if name in past and name not in found), "")
        found.add(name)
        yield past.get(name), choice
    yield from ((choice, None) for name, choice in past.items() if name not in found)


def _choices(scene: Scene) -> tuple[Choice, ...]:
    """The cards, then the scene's own choices; a route without what only those before it ask."""
    cards = scene.deck.cards if scene.deck else ()
    return (*cards, *(choice._replace(shown=shown) for choice, shown in asked(scene)))
