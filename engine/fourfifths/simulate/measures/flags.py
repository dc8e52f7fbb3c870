"""What choices leave behind: A5 and A6."""

from __future__ import annotations

from collections.abc import Iterator

from fourfifths.model import Choice, Scene, SlotKind
from fourfifths.reads import story_reads
from fourfifths.simulate.measures.facts import Facts
from fourfifths.simulate.measures.measure import Band, Line, Measure, Unit, absent, counted

SETS, TELLS = Band(0.90, None, Unit.SHARE), Band(0.75, None, Unit.SHARE)
DEAD, ECHO, LATER = Band(None, 0), Band(0.80, None, Unit.SHARE), Band(0.40, None, Unit.SHARE)

_DECLARED = (SlotKind.FLAG, SlotKind.INT, SlotKind.WORD)


def effective(facts: Facts) -> Measure:
    """A5."""
    says = "options that set something read later, meters aside"
    prompts = [scene for scene in facts.scenes if len(scene.choices) > 1 and not scene.auto]
    if not prompts:
        reason = "no scene has two choices"
        lines = (absent("options", SETS, reason), absent("scenes with two reads", TELLS, reason))
        return Measure("A5", "Effective options", says, lines)
    reads = {(scene.id, choice.id): _read_later(facts, choice) for scene in prompts for choice in scene.choices}
    idle = tuple(f"{scene}.{choice}" for (scene, choice), slots in reads.items() if not slots)
    poor = tuple(scene.id for scene in prompts if len(_distinct(reads, scene)) < 2)
    options = Line("options", 1 - len(idle) / len(reads), SETS, found=idle)
    return Measure(
        "A5", "Effective options", says,
        (options, Line("scenes with two reads", 1 - len(poor) / len(prompts), TELLS, found=poor)),
    )  # fmt: skip


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
    pairs = _pairs(facts)
    dead = counted("never read", DEAD, sorted(_dead(facts)), gate=True)
    if not pairs:
        reason = "nothing is set"
        return Measure(
            "A6",
            "Flag economy",
            says,
            (dead, absent("two scenes on", ECHO, reason), absent("later act", LATER, reason)),
        )
    near = tuple(name for name, found in pairs.items() if not any(far for _, _, far in found))
    echo = Line("two scenes on", 1 - len(near) / len(pairs), ECHO, found=near)
    return Measure("A6", "Flag economy", says, (dead, echo, _later(facts, pairs)))


_Pair = tuple[int, int, bool]
"""The act of the setter, the act of the reader, and whether that is two scenes on at least."""


def _later(facts: Facts, pairs: dict[str, list[_Pair]]) -> Line:
    """Of what is set before the last act, the part that a later act reads."""
    last = max(scene.act for scene in facts.scenes)
    early = {name: found for name, found in pairs.items() if any(act < last for act in _set_in(facts, name))}
    if not early:
        return absent("later act", LATER, "nothing is set before the last act")
    stuck = tuple(name for name, found in early.items() if not any(after > before for before, after, _ in found))
    return Line("later act", 1 - len(stuck) / len(early), LATER, found=stuck)


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
                if effect.slot.kind not in (SlotKind.METER, SlotKind.VISITS) and effect.slot.index in facts.readers:
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
