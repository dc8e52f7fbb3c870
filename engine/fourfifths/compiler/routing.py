"""The routes of a scene, as drafts of choices of which exactly one is open, and what is wrong with them."""

from __future__ import annotations

from collections.abc import Mapping as Map
from collections.abc import Sequence
from typing import TYPE_CHECKING

from fourfifths.compiler import moves, shapes
from fourfifths.compiler.drafts import ChoiceDraft, SceneDraft
from fourfifths.compiler.fields import Fields, read
from fourfifths.compiler.nodes import Mapping, Node, Scalar
from fourfifths.compiler.prose import Site
from fourfifths.compiler.report import shown
from fourfifths.conditions import weight
from fourfifths.diagnostics import Span
from fourfifths.model import Condition, SlotKind
from fourfifths.routes import disjoint, joined, limited

if TYPE_CHECKING:
    from fourfifths.compiler.scenes import SceneFile

MAX_ROUTES = 20
_ASKS = ("if", "unless", "once")
APART, ELSE = "apart", "else"
"""The routes of a card that was played or could not be, and of one of which nothing comes."""

NIGHT = "night"
"""The route of a scene of hearsay."""

_ASKING = {
    "label": "nobody reads a label: say what happens in `text:`",
    "say": "nobody chooses what is said: write it into `text:`",
    "needs": "a route is not locked: write the condition as `if:`",
    "locked": "a route is not locked: take it out",
}
"""What only a choice has, each with what to do instead."""


def routes(file: SceneFile, fields: Fields, draft: SceneDraft, site: Site) -> list[ChoiceDraft]:
    """The routes of a scene in order, each shown where no earlier one is."""
    node = fields.values.get("routes")
    items = fields.items("routes")
    if node is not None and not items:
        fields.wrong("E023", node, "`routes` has no routes", "write at least one, without a condition")
    if node is not None and len(items) > MAX_ROUTES:
        hint = "let the last of them lead to a scene with the rest"
        fields.wrong("E003", node, f"this scene has more than {MAX_ROUTES} routes", hint)
    by_weight = _by_weight(fields)
    last = _last(items) if by_weight else len(items) - 1
    drafts = [_route(file, item, draft, site, at != last, by_weight) for at, item in enumerate(items)]
    if by_weight:
        drafts = _weighed(drafts, last)
    found = [route for route in drafts if route]
    guards = disjoint(_own(file, draft.id, route) for route in found)
    for route, guard in zip(found, guards, strict=True):
        route.shown = guard
    return found


def night(span: Span, goto: str | None) -> ChoiceDraft:
    """The one route of a night."""
    return ChoiceDraft(NIGHT, (), goto, span, (), (), (), (), (), [], (), (), ())


def _by_weight(fields: Fields) -> bool:
    """Whether the routes that ask most come first."""
    node = fields.scalar("pick")
    if node is not None and node.text not in shapes.PICKS:
        hint = fields.report.cure(node.text, shapes.PICKS)
        fields.wrong("E069", node, f"there is no way {shown(node.text)} to pick a route", hint)
    return node is not None and node.text != shapes.PICKS[0]


def _last(items: Sequence[Node]) -> int:
    """The last route without a condition, or the last of all."""
    bare = [at for at, item in enumerate(items) if isinstance(item, Mapping) and not _asks(item)]
    return bare[-1] if bare else len(items) - 1


def _weighed(drafts: Sequence[ChoiceDraft | None], last: int) -> list[ChoiceDraft | None]:
    """The routes that ask most first, else as they are written; the one without a condition last."""
    rest = [draft for at, draft in enumerate(drafts) if draft and at != last]
    rest.sort(key=lambda draft: -sum(weight(condition.source) for condition in draft.shown))
    return [*rest, drafts[last]] if drafts else []


def _own(file: SceneFile, scene: str, route: ChoiceDraft) -> Condition | None:
    """What a route asks by itself."""
    asked = joined(route.shown)
    if not route.once:
        return asked
    name = f"{scene}.{route.id}"
    return limited(name, file.never(SlotKind.CHOSEN, name, route.span), asked)


def _route(
    file: SceneFile, node: Node, scene: SceneDraft, site: Site, after: bool, by_weight: bool
) -> ChoiceDraft | None:
    """A route shown by its own conditions alone; `after` says that others follow it."""
    fields = read(shapes.ROUTE, _without(file, node) if isinstance(node, Mapping) else node, file.source, file.report)
    if fields is None:
        return None
    span = file.choice_span(fields.name("id"), fields, scene)
    if after and by_weight and not _asks(fields.node) and fields.meant.isdisjoint(_ASKS):
        hint = "give one of them an `if:`"
        fields.wrong("E064", fields.values.get("id", fields.node), "two routes have no condition", hint)
    else:
        check_last(fields, after, "route")
    draft = _draft(file, fields, scene, site, file.goto(fields))
    draft.span, draft.once = span, fields.flag("once", False) and bool(draft.id)
    return draft


def _draft(file: SceneFile, fields: Fields, scene: SceneDraft, site: Site, goto: str | None) -> ChoiceDraft:
    """What is taken without asking, shown by its own conditions alone."""
    return ChoiceDraft(
        fields.name("id"),
        (),
        goto,
        file.source.span(fields.scalar("id") or fields.node),
        file.writer.conditions(fields),
        (),
        (),
        (),
        file.writer.prose(fields, "text", site, scene.pov),
        moves.effects(fields, file.world),
        moves.memories(fields, file.world),
        moves.taught(fields, file.world),
        moves.was(fields),
    )


def cases(file: SceneFile, card: Fields, scene: SceneDraft, site: Site) -> list[ChoiceDraft]:
    """What comes of a card that was not played, case by case, each shown by its own conditions alone."""
    found: dict[str, ChoiceDraft] = {}
    items = card.items("unplayed")
    for number, item in enumerate(items, 1):
        fields = read(shapes.CASE, item, file.source, file.report)
        if fields is None:
            continue
        name, span = fields.name("id"), file.source.span(fields.scalar("id") or item)
        if name in found or name in (APART, ELSE):
            message = f"{shown(name)} is given twice" if name in found else f"{shown(name)} has a meaning of its own"
            file.report.error("E041", span, message, "rename one of them")
        if number < len(items):
            check_last(fields, len(items) - number, "case")
        found[name] = _draft(file, fields, scene, site, None)
    return list(found.values())


def _without(file: SceneFile, node: Mapping) -> Mapping:
    """The route without what only a choice has, which is reported."""
    asking = [key for key in _ASKING if key in node.entries]
    for key in asking:
        message = f"a route has no `{key}`: it is taken without asking"
        file.report.error("E067", file.source.key(node, key), message, _ASKING[key])
    if not asking:
        return node
    kept = Mapping(node.mark, node.flow)
    kept.entries = {key: value for key, value in node.entries.items() if key not in asking}
    kept.keys = node.keys
    return kept


def _asks(node: Mapping) -> list[str]:
    """The keys by which something may not be taken."""
    once = node.entries.get("once")
    bare = isinstance(once, Scalar) and once.text == "false"
    return [key for key in _ASKS if key in node.entries and not (key == "once" and bare)]


def check_last(fields: Fields, after: int, what: str) -> None:
    """Only the last of several, before which others may hold, has no condition, and it has none."""
    place = fields.values.get("id", fields.node)
    asks = _asks(fields.node)
    if not after and asks:
        hint = f"take out `{asks[0]}:`, or add a last {what} without a condition"
        said = "is taken once" if asks[0] == "once" else "has a condition"
        fields.wrong("E064", place, f"the last {what} {said}, so there may be none that holds", hint)
    if after and not asks and fields.meant.isdisjoint(_ASKS):
        fields.wrong(
            "E064", place, f"no {what} after this one can ever hold", "give it an `if:`, or move it to the end"
        )


def first_circle(following: Map[str, Sequence[str]]) -> list[str]:
    """The first way among these that leads back to where it began; empty where there is none."""
    done: set[str] = set()
    for start in following:
        way, waiting = [start], [iter(following[start])]
        while waiting and start not in done:
            after = next(waiting[-1], None)
            if after in way:
                return way[way.index(after) :]
            if after is None:
                waiting.pop()
                done.add(way.pop())
            elif after in following and after not in done:
                way.append(after)
                waiting.append(iter(following[after]))
    return []
