"""Which written conditions always go the same way, and what the two rules say of them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from fourfifths.bits import Set, members
from fourfifths.compiler.closing import SIGN
from fourfifths.compiler.names import FIRST
from fourfifths.diagnostics import Diagnostic, Span
from fourfifths.model import Condition, Scene, Slot, SlotKind
from fourfifths.routes import asked
from fourfifths.tools.lint.atoms import SetOf, Verdict, spelled, verdict
from fourfifths.tools.lint.pages import Leaf, Sources
from fourfifths.tools.lint.rule import Rule
from fourfifths.tools.lint.traffic import scene_conditions, shared_conditions, written
from fourfifths.tools.lint.values import narrowed
from fourfifths.tools.lint.whole import Whole


class Judged(NamedTuple):
    """A condition, or a part of one, that holds always or never: what it says, where, and why."""

    holds: bool
    source: str
    span: Span
    why: str
    part: bool


def told(rule: Rule, sources: Sources, *, holds: bool, cure: Callable[[Judged], str]) -> Iterator[Diagnostic]:
    """What a rule finds of the conditions that hold always, or never."""
    ever = "always" if holds else "never"
    for found in judged(sources):
        if found.holds is holds:
            yield rule.found(found.span, f"`{found.source}` {ever} holds", f"{found.why}; {cure(found)}")


def judged(sources: Sources) -> Iterator[Judged]:
    """The conditions of the pages that cannot go either way, in scenes that can be reached.

    A condition on a variable that never changes is left to the rule about that variable.
    """
    whole = sources.whole
    for page in sources.pages:
        found = whole.judged.get(page.name)
        if found is None:
            found = whole.judged[page.name] = tuple(item for leaf in page.leaves for item in _in_scene(leaf, whole))
        yield from found


def _in_scene(leaf: Leaf, whole: Whole) -> Iterator[Judged]:
    if SIGN in leaf.scene.id or not whole.graph.reached >> whole.graph.number[leaf.scene.id] & 1:
        return  # what settles unplayed cards asks by itself; an author's cases there are the proof's
    set_of = whole.values.at(leaf.scene.id)
    after = _after_others(leaf.scene, set_of, whole) if leaf.scene.auto else {}
    shared = {id(condition) for condition in shared_conditions(leaf.scene)}
    for condition in (*scene_conditions(leaf.scene), *_everywhere(leaf.scene, whole)):
        if id(condition) in shared:
            continue
        found = _judge(condition, after.get(id(condition), set_of), whole)
        if found:
            yield found
    dealt = whole.traffic.dealt.get(leaf.scene.id, ())
    for position in range(len(list(written(dealt[0][1].shown))) if dealt else 0):
        answers = [_judge(list(written(card.shown))[position], whole.values.at(hub), whole) for hub, card in dealt]
        if answers[0] and all(answer and answer[:2] == answers[0][:2] for answer in answers):
            yield answers[0]


def _everywhere(scene: Scene, whole: Whole) -> Iterator[Condition]:
    """What the codas and lines ask, which is judged once, by the values with which any ending is come to."""
    if scene.id == FIRST:
        yield from shared_conditions(whole.story.scenes[scene.choices[0].goto or FIRST])


def _after_others(scene: Scene, set_of: SetOf, whole: Whole) -> dict[int, SetOf]:
    """The values that the routes before it leave to each route's condition, by the condition's identity."""
    return {
        id(shown): partial(_left, set_of, choice.shown[:at], whole.story.slots)
        for at, (choice, own) in enumerate(asked(scene))
        for shown in own
    }


def _left(set_of: SetOf, before: tuple[Condition, ...], slots: tuple[Slot, ...], index: int) -> Set | None:
    """A slot's values where these conditions hold; all of them where it would have none."""
    values = set_of(index)
    return values and (narrowed(slots[index], values, before) or values)


def _judge(condition: Condition, set_of: SetOf, whole: Whole) -> Judged | None:
    slots = whole.story.slots
    found = verdict(condition.code, condition.reads, slots, set_of)
    if found is None or any(index in whole.constants for index in condition.reads):
        return None
    unless = condition.source.startswith("not (") and condition.span.length < len(condition.source)
    source = condition.source[5:-1] if unless else condition.source
    holds = found.holds != (unless and found.atom is None)
    why = _why(found, condition.reads, slots, set_of)
    place, said = _place(source, condition.span, found, slots)
    return Judged(holds, said, place, why, found.atom is not None)


def _place(source: str, span: Span, found: Verdict, slots: tuple[Slot, ...]) -> tuple[Span, str]:
    """Where the condition stands, or its part where that can be made out."""
    if found.atom is None:
        return span, source
    said = spelled(found.atom, slots)
    match = re.search(_written(said), source)
    extra = span.length - len(source)
    if match is None or extra not in (0, 2):
        return span, said
    return span._replace(column=span.column + match.start() + extra // 2, length=len(match[0])), match[0]


def _written(said: str) -> str:
    """A pattern for what an author may have written: a scene of the same folder goes by its own name."""
    pattern = re.sub(r"\\\(([a-z0-9\\-]+)/", r"\\((?:\1/)?", re.escape(said)).replace(r",\ ", r",\s*")
    return rf"(?<![\w./-]){pattern}(?![\w./-])"


def _why(found: Verdict, reads: tuple[int, ...], slots: tuple[Slot, ...], set_of: SetOf) -> str:
    about = (found.atom.slot,) if found.atom else reads[:3]
    return "here " + ", ".join(_values(slots[index], set_of(index)) for index in about)


def _values(slot: Slot, values: Set | None) -> str:
    name = slot.name
    kind, _, rest = name.partition(" ")
    if slot.kind is SlotKind.VISITS:
        return f"{rest} {'has not been entered' if values == 1 else 'has been entered'}"
    if slot.kind is SlotKind.HEARD:
        have = members(values, slot.low) if values is not None else []
        return f"{rest} can be {' or '.join(slot.words[value] for value in have)}"
    if rest:
        done = {"chosen": "chosen", "memory": "made", "knows": "learned"}.get(kind, "set")
        return f"{rest} {'cannot have been' if values == 1 else 'is always'} {done}"
    have = members(values, slot.low) if values is not None else []
    if slot.words:
        return f"{name} is {' or '.join(slot.words[value] for value in have)}"
    if slot.kind is SlotKind.FLAG:
        return f"{name} is {' or '.join(['false', 'true'][value] for value in have)}"
    spread = f"{have[0]} to {have[-1]}" if len(have) > 1 else "".join(map(str, have))
    return f"{name} is {spread}" if have else name
