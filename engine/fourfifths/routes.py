"""Routes as choices of which one is open: each is shown where its own condition holds and none before it does."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from fourfifths.conditions import every, negate
from fourfifths.model import Choice, Condition, Scene

_LIMITED = re.compile(r"(\(not v\[(\d+)\]\)) and \((.*)\)\Z", re.DOTALL)
_OR = re.compile(r"\sor\s")


def joined(conditions: Sequence[Condition]) -> Condition | None:
    """One condition for several, None for none."""
    if len(conditions) < 2:
        return conditions[0] if conditions else None
    source = " and ".join(_bracketed(condition.source) for condition in conditions)
    code = f"({every(conditions)})"
    reads = {index for condition in conditions for index in condition.reads}
    return Condition(source, code, tuple(sorted(reads)), conditions[0].span)


def _bracketed(source: str) -> str:
    return f"({source})" if _OR.search(source) else source


def disjoint(own: Iterable[Condition | None]) -> tuple[tuple[Condition, ...], ...]:
    """What each route is shown by, given their own conditions in order: those before it turned round, then its own."""
    before: tuple[Condition, ...] = ()
    found: list[tuple[Condition, ...]] = []
    for condition in own:
        found.append((*before, condition) if condition else before)
        before = (*before, negate(condition)) if condition else before
    return tuple(found)


def limited(name: str, never: Condition, condition: Condition | None) -> Condition:
    """What the route of this full name asks that is taken once: that it never was, then its own condition."""
    if condition is None:
        return never
    source = _bracketed(condition.source)
    reads = tuple(sorted({*never.reads, *condition.reads}))
    return Condition(f"not chosen({name}) and {source}", f"{never.code} and ({condition.code})", reads, condition.span)


@cache
def parted(name: str, condition: Condition) -> tuple[Condition, ...]:
    """The same again as what `once` asks of the route of this name and what its author does."""
    match = _LIMITED.match(condition.code)
    prefix = f"not chosen({name}) and "
    if match is None or not condition.source.startswith(prefix):
        return (condition,)
    never = Condition(f"not chosen {name}", match[1], (int(match[2]),), condition.span)
    source = condition.source[len(prefix) :]
    reads = tuple(index for index in condition.reads if f"v[{index}]" in match[3])
    return never, Condition(source[1:-1] if _OR.search(source) else source, match[3], reads, condition.span)


def own(scene: Scene) -> tuple[Condition | None, ...]:
    """The routes' own conditions, None for the last, which has none."""
    return tuple(choice.shown[at] if len(choice.shown) > at else None for at, choice in enumerate(scene.choices))


def asked(scene: Scene) -> Iterator[tuple[Choice, tuple[Condition, ...]]]:
    """The scene's own choices, each with what its `if` and `once` ask: of a route its own condition alone."""
    for choice, condition in zip(scene.choices, own(scene) if scene.auto else (), strict=False):
        yield choice, parted(f"{scene.id}.{choice.id}", condition) if condition else ()
    if not scene.auto:
        yield from ((choice, choice.shown) for choice in scene.choices)


def with_own(scene: Scene, conditions: Sequence[Condition | None]) -> tuple[Choice, ...]:
    """The routes of a scene under other conditions of their own."""
    guards = disjoint(conditions)
    return tuple(choice._replace(shown=shown) for choice, shown in zip(scene.choices, guards, strict=True))
