"""Two stories compared by what they do: scenes, choices, endings, conditions, effects, decks, values and words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from fourfifths.effects import said
from fourfifths.flow import Flow
from fourfifths.model import (
    Alternative,
    Block,
    Branch,
    Choice,
    Condition,
    Effect,
    Scene,
    Slot,
    SlotKind,
    Story,
    Template,
)
from fourfifths.operation import SET
from fourfifths.tools.diff import pairs
from fourfifths.tools.diff.entries import Difference, Entry, Sign
from fourfifths.tools.diff.panels import panels
from fourfifths.tools.diff.words import words

_DECLARED = (SlotKind.METER, SlotKind.INT, SlotKind.FLAG, SlotKind.WORD)


def compare(old: Story, new: Story) -> Difference:
    """All that `new` does otherwise than `old`."""
    if old.hash == new.hash:
        return Difference()
    flows = Flow(old), Flow(new)
    found = [*_start(old, new), *_values(old, new)]
    for past, scene in pairs.scenes(old, new):
        found += _scene(past, scene, *flows)
    found += [*_endings(old, new, *flows), *panels(old, new)]
    return Difference(tuple(sorted(found, key=lambda entry: _ORDER.index(entry.section))), words(old, new))


_ORDER = ("story", "values", "scenes", "choices", "endings", "conditions", "effects", "targets", "decks", "panels")


def _start(old: Story, new: Story) -> Iterator[Entry]:
    pairings = [("title", old.title, new.title), ("version", old.version, new.version), ("start", old.start, new.start)]
    yield from (Entry("story", Sign.CHANGED, what, None, was, now) for what, was, now in pairings if was != now)
    before, after = ({" and ".join(sorted(pair)) for pair in story.gossip} for story in (old, new))
    yield from (Entry("story", Sign.CAME, f"gossip of {pair}", None) for pair in sorted(after - before))
    yield from (Entry("story", Sign.WENT, f"gossip of {pair}", None) for pair in sorted(before - after))


def _values(old: Story, new: Story) -> Iterator[Entry]:
    before, after = _declared(old), _declared(new)
    for name, slot in after.items():
        past = before.get(name)
        if past is None:
            yield Entry("values", Sign.CAME, name, slot.span, "", _domain(slot))
        elif _domain(past) != _domain(slot):
            yield Entry("values", Sign.CHANGED, name, slot.span, _domain(past), _domain(slot))
    yield from (Entry("values", Sign.WENT, name, slot.span) for name, slot in before.items() if name not in after)


def _declared(story: Story) -> dict[str, Slot]:
    known = {slot.name: slot for slot in story.slots if slot.kind is SlotKind.KNOWS and slot.start}
    return {slot.name: slot for slot in story.slots if slot.kind in _DECLARED} | known


def _domain(slot: Slot) -> str:
    bounds = f"one of {', '.join(slot.words)}" if slot.words else f"{slot.low} to {slot.high}"
    return f"{bounds}, from {slot.words[slot.start] if slot.words else slot.start}"


def _scene(old: Scene | None, new: Scene | None, before: Flow, after: Flow) -> Iterator[Entry]:
    if new is None:
        if old:
            yield Entry("scenes", Sign.WENT, old.id, old.span)
        return
    if old is None:
        yield Entry("scenes", Sign.CAME, new.id, new.span)
        return
    if old.id != new.id:
        yield Entry("scenes", Sign.CHANGED, new.id, new.span, old.id, new.id)
    yield from _reached("scenes", new.id, new, old.id in before.at, new.id in after.at)
    yield from _places(old, new)
    yield from _counted("conditions", f"{new.id}: its text", new, _inside(old.text), _inside(new.text))
    yield from _deck(old, new)
    for past, choice in pairs.choices(old, new):
        yield from _choice(past, choice, before, after)


def _reached(section: str, what: str, where: Scene | Choice, was: bool, now: bool) -> Iterator[Entry]:
    if was != now:
        yield Entry(section, Sign.FOUND if now else Sign.LOST, what, where.span)


def _places(old: Scene, new: Scene) -> Iterator[Entry]:
    for what in ("pov", "act", "place", "when", "title"):
        was, now = str(getattr(old, what)), str(getattr(new, what))
        if was != now:
            yield Entry("scenes", Sign.CHANGED, f"{new.id}: {what}", new.span, was, now)


def _choice(old: Choice | None, new: Choice | None, before: Flow, after: Flow) -> Iterator[Entry]:
    if new is None:
        if old:
            yield Entry("choices", Sign.WENT, _name(old), old.span)
        return
    if old is None:
        yield Entry("choices", Sign.CAME, _name(new), new.span)
        return
    if old.id != new.id:
        yield Entry("choices", Sign.CHANGED, _name(new), new.span, old.id, new.id)
    yield from _reached("choices", _name(new), new, before.open(old), after.open(new))
    for what, was, now in (("if", old.shown, new.shown), ("needs", old.needs, new.needs)):
        sources = [_joined(found) for found in (was, now)]
        if sources[0] != sources[1]:
            yield Entry("conditions", Sign.CHANGED, f"{_name(new)}: {what}", new.span, *_or_none(sources))
    yield from _counted("conditions", f"{_name(new)}: its texts", new, _of_texts(old), _of_texts(new))
    yield from _counted("effects", _name(new), new, _effects(old), _effects(new))
    if old.goto != new.goto and _moved(old, new):
        yield Entry("targets", Sign.CHANGED, _name(new), new.span, *_or_none([old.goto or "", new.goto or ""]))


def _joined(found: tuple[Condition, ...]) -> str:
    """Conditions in one line; what the compiler makes of `once` has a source that no author writes."""
    sources = [" ".join(condition.source.split()) for condition in found]
    named = ["once" if source.startswith(("not chosen ", "not visits ")) else source for source in sources]
    return " and ".join(f"({source})" if " or " in source and len(named) > 1 else source for source in named)


def _moved(old: Choice, new: Choice) -> bool:
    """A card leads to its own scene, whatever that is called."""
    return not (old.goto == old.id and new.goto == new.id)


def _or_none(sources: list[str]) -> tuple[str, str]:
    return sources[0] or "nothing", sources[1] or "nothing"


def _name(choice: Choice) -> str:
    return f"{choice.scene}.{choice.id}"


def _counted(section: str, what: str, where: Scene | Choice, old: Iterable[str], new: Iterable[str]) -> Iterator[Entry]:
    """One entry where two bags differ, with what only one of them has."""
    before, after = Counter(old), Counter(new)
    gone, come = sorted((before - after).elements()), sorted((after - before).elements())
    if gone or come:
        yield Entry(section, Sign.CHANGED, what, where.span, *_or_none([", ".join(gone), ", ".join(come)]))


def _effects(choice: Choice) -> Iterator[str]:
    """What it does, but for hearsay that it makes void."""
    return (_effect(effect) for effect in choice.effects if effect.slot.kind is not SlotKind.HEARD)


def _effect(effect: Effect) -> str:
    marks = (SlotKind.MEMORY, SlotKind.KNOWS, SlotKind.CHOSEN)
    return effect.slot.name if effect.slot.kind in marks and effect.kind is SET else said(effect)


def _of_texts(choice: Choice) -> Iterator[str]:
    for template in (choice.label, choice.say, choice.locked, choice.note):
        yield from _conditions(template)
    yield from _inside(choice.text)


def _inside(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        yield from (condition.source for condition in block.when)
        yield from _conditions(block.title + block.text)


def _conditions(template: Template) -> Iterator[str]:
    for part in template:
        if isinstance(part, Branch):
            yield " ".join(part.condition.source.split())
            yield from _conditions(part.then + part.otherwise)
        elif isinstance(part, Alternative):
            for arm in part.arms:
                yield from _conditions(arm)


def _deck(old: Scene, new: Scene) -> Iterator[Entry]:
    if not old.deck and not new.deck:
        return
    if not old.deck or not new.deck:
        yield Entry("decks", Sign.CAME if new.deck else Sign.WENT, new.id, new.span)
        return
    numbers: list[tuple[str, Callable[[Scene], str]]] = [
        ("show", lambda scene: str(scene.deck.show if scene.deck else "")),
        ("limit", lambda scene: str(scene.deck.limit if scene.deck else "")),
        ("order", lambda scene: ", ".join(card.id for card in scene.deck.cards) if scene.deck else ""),
    ]
    for what, value in numbers:
        if value(old) != value(new):
            yield Entry("decks", Sign.CHANGED, f"{new.id}: {what}", new.span, value(old), value(new))


def _endings(old: Story, new: Story, before: Flow, after: Flow) -> Iterator[Entry]:
    past, now = _ending_scenes(old), _ending_scenes(new)
    for name, scenes in now.items():
        if name not in past:
            yield Entry("endings", Sign.CAME, name, scenes[0].span)
            continue
        was = any(scene.id in before.at for scene in past[name])
        yield from _reached("endings", name, scenes[0], was, any(scene.id in after.at for scene in scenes))
    yield from (Entry("endings", Sign.WENT, name, scenes[0].span) for name, scenes in past.items() if name not in now)


def _ending_scenes(story: Story) -> dict[str, list[Scene]]:
    found: dict[str, list[Scene]] = {}
    for scene in story.scenes.values():
        if scene.ending:
            found.setdefault(scene.ending.id, []).append(scene)
    return found
