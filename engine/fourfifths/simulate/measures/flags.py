"""What choices leave behind: A5 and A6."""

from __future__ import annotations

from collections.abc import Iterator

from fourfifths.model import Choice, Scene, SlotKind
from fourfifths.reads import story_reads
from fourfifths.simulate.measures.facts import Facts
from fourfifths.simulate.measures.measure import Band, Criterion, Line, Measure, Unit, absent

SETS = Criterion("options", Band(0.90, None, Unit.SHARE))
TELLS = Criterion("scenes with two reads", Band(0.75, None, Unit.SHARE))
DEAD = Criterion("never read", Band(None, 0), gate=True)
ECHO = Criterion("two scenes on", Band(0.80, None, Unit.SHARE))
LATER = Criterion("later act", Band(0.40, None, Unit.SHARE))

_DECLARED = (SlotKind.FLAG, SlotKind.INT, SlotKind.WORD)
_ASIDE = (SlotKind.METER, SlotKind.VISITS, SlotKind.HEARD)
"""What is no mark of a choice: hearsay is the engine's."""


def effective(facts: Facts) -> Measure:
    """A5."""
    return Measure("A5", "Effective options", "options that set something read later, meters aside", _read(facts))


def _read(facts: Facts) -> tuple[Line, ...]:
    prompts = [scene for scene in facts.scenes if len(scene.choices) > 1 and not scene.auto]
    if not prompts:
        return absent((SETS, TELLS), "no scene has two choices")
    reads = {(scene.id, choice.id): _read_later(facts, choice) for scene in prompts for choice in scene.choices}
    idle = [f"{scene}.{choice}" for (scene, choice), slots in reads.items() if not slots]
    poor = [scene.id for scene in prompts if len(_distinct(reads, scene)) < 2]
    return SETS.line(1 - len(idle) / len(reads), idle), TELLS.line(1 - len(poor) / len(prompts), poor)


def _distinct(reads: dict[tuple[str, str], frozenset[int]], scene: Scene) -> frozenset[int]:
    return frozenset().union(*(reads[scene.id, choice.id] for choice in scene.choices))


def _read_later(facts: Facts, choice: Choice) -> frozenset[int]:
    """The slots that a choice sets and a later scene looks at; that a scene was entered counts where another asks."""
    after = facts.after(choice)
    found = {
        effect.slot.index
        for effect in choice.effects
        if effect.slot.kind is not SlotKind.METER
        and any(facts.leads(after, at) for at in _readers(facts, effect.slot.index))
    }
    visits = facts.scenes[after].visits if choice.goto is not None else None
    if visits is not None and any(at != after and facts.leads(after, at) for at in _readers(facts, visits.index)):
        found.add(visits.index)
    return frozenset(found)


def _readers(facts: Facts, index: int) -> frozenset[int]:
    return facts.readers.get(index, frozenset())


def economy(facts: Facts) -> Measure:
    """A6."""
    says = "variables, memories and marks: read at all, two scenes on, in a later act"
    return Measure("A6", "Flag economy", says, (DEAD.counted(sorted(_dead(facts))), *_echoed(facts)))


def _echoed(facts: Facts) -> tuple[Line, ...]:
    pairs = _pairs(facts)
    if not pairs:
        return absent((ECHO, LATER), "nothing is set")
    near = [name for name, found in pairs.items() if not any(far for _, _, far in found)]
    return ECHO.line(1 - len(near) / len(pairs), near), _later(facts, pairs)


_Pair = tuple[int, int, bool]
"""The act of the setter, the act of the reader, and whether that is two scenes on at least."""


def _later(facts: Facts, pairs: dict[str, list[_Pair]]) -> Line:
    """Of what is set before the last act, the part that a later act reads."""
    last = max(scene.act for scene in facts.scenes)
    early = {name: found for name, found in pairs.items() if any(act < last for act in _set_in(facts, name))}
    if not early:
        return LATER.absent("nothing is set before the last act")
    stuck = [name for name, found in early.items() if not any(after > before for before, after, _ in found)]
    return LATER.line(1 - len(stuck) / len(early), stuck)


def _set_in(facts: Facts, name: str) -> Iterator[int]:
    slot = facts.story.slot(name)
    return (
        scene.act
        for scene in facts.scenes
        for choice in scene.all_choices
        if any(e.slot is slot for e in choice.effects)
    )


def _pairs(facts: Facts) -> dict[str, list[_Pair]]:
    """By slot, every setter with every reader that can come after it."""
    found: dict[str, list[_Pair]] = {}
    for at, scene in enumerate(facts.scenes):
        for choice in scene.all_choices:
            for effect in choice.effects:
                if effect.slot.kind not in _ASIDE and effect.slot.index in facts.readers:
                    found.setdefault(effect.slot.name, []).extend(_echoes(facts, at, choice, effect.slot.index))
    return found


def _echoes(facts: Facts, at: int, choice: Choice, slot: int) -> Iterator[_Pair]:
    after = facts.after(choice)
    for reader in facts.readers[slot]:
        if facts.leads(after, reader):
            yield facts.scenes[at].act, facts.scenes[reader].act, reader not in (at, after)


def _dead(facts: Facts) -> Iterator[str]:
    """Variables that nothing reads, and memories that nobody recalls."""
    read = story_reads(facts.story)
    yield from (slot.name for slot in facts.story.slots if slot.kind in _DECLARED and slot.index not in read)
    recalled = {
        slot.name.rpartition("/")[2]
        for slot in facts.story.slots
        if slot.kind is SlotKind.MEMORY and slot.index in read
    }
    kept = {memory.id for scene in facts.scenes for choice in scene.all_choices for memory in choice.memories}
    yield from (f"memory {name}" for name in kept - recalled)
