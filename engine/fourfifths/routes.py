"""Routes as choices of which one is open: each is shown where its own condition holds and none before it does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from fourfifths.conditions import every, negate
from fourfifths.model import Choice, Condition, Scene


def joined(conditions: Sequence[Condition]) -> Condition | None:
    """One condition for several, None for none."""
    if len(conditions) < 2:
        return conditions[0] if conditions else None
    source = " and ".join(condition.source for condition in conditions)
    code = f"({every(conditions)})"
    reads = {index for condition in conditions for index in condition.reads}
    return Condition(source, code, tuple(sorted(reads)), conditions[0].span)


def disjoint(own: Iterable[Condition | None]) -> tuple[tuple[Condition, ...], ...]:
    """What each route is shown by, given their own conditions in order: those before it turned round, then its own."""
    before: tuple[Condition, ...] = ()
    found: list[tuple[Condition, ...]] = []
    for condition in own:
        found.append((*before, condition) if condition else before)
        before = (*before, negate(condition)) if condition else before
    return tuple(found)


def own(scene: Scene) -> tuple[Condition | None, ...]:
    """The routes' own conditions, None for the last, which has none."""
    return tuple(choice.shown[at] if len(choice.shown) > at else None for at, choice in enumerate(scene.choices))


def asked(scene: Scene) -> Iterator[tuple[Choice, tuple[Condition, ...]]]:
    """The scene's own choices, each with what its `if` asks: of a route its own condition alone."""
    for choice, condition in zip(scene.choices, own(scene) if scene.auto else (), strict=False):
        yield choice, (condition,) if condition else ()
    if not scene.auto:
        yield from ((choice, choice.shown) for choice in scene.choices)


def with_own(scene: Scene, conditions: Sequence[Condition | None]) -> tuple[Choice, ...]:
    """The routes of a scene under other conditions of their own."""
    guards = disjoint(conditions)
    return tuple(choice._replace(shown=shown) for choice, shown in zip(scene.choices, guards, strict=True))
