"""The names of one story that a schema may offer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from fourfifths.compiler.closing import SIGN
from fourfifths.compiler.names import ENDINGS, FIRST
from fourfifths.compiler.nodes import Mapping, Node, Scalar, Sequence, Source
from fourfifths.model import SlotKind, Story


@dataclass(frozen=True, slots=True)
class Known:
    """Sorted names; all empty where no story is known. `words` holds a variable's words by its name."""

    scenes: tuple[str, ...] = ()
    people: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    endings: tuple[str, ...] = ()
    memories: tuple[str, ...] = ()
    meters: tuple[str, ...] = ()
    flags: tuple[str, ...] = ()
    ints: tuple[str, ...] = ()
    words: tuple[tuple[str, tuple[str, ...]], ...] = ()


NOBODY = Known()


def known(story: Story, sources: Iterable[Source] = ()) -> Known:
    """The names of a story. A Story does not keep its tags, so they are read from its files."""
    scenes = sorted(name for name in story.scenes if SIGN not in name)
    own = [choice for scene in story.scenes.values() for choice in scene.choices]
    offered = {choice.id for scene in story.scenes.values() if not scene.auto for choice in scene.choices}
    kinds: dict[SlotKind, list[str]] = {kind: [] for kind in SlotKind}
    for slot in story.slots:
        kinds[slot.kind].append(slot.name)
    memories = (memory.id for choice in own for memory in choice.memories)
    return Known(
        scenes=tuple(sorted({*scenes, *(name.partition("/")[2] for name in scenes), *_endings(story)})),
        people=tuple(sorted(story.people)),
        places=tuple(sorted(story.places)),
        facts=tuple(sorted(story.facts)),
        tags=tuple(sorted({tag for source in sources for tag in _tags(source)})),
        choices=tuple(sorted(offered | set(scenes))),
        endings=tuple(sorted({scene.ending.id for scene in story.scenes.values() if scene.ending})),
        memories=tuple(sorted(set(memories))),
        meters=tuple(kinds[SlotKind.METER]),
        flags=tuple(sorted(kinds[SlotKind.FLAG])),
        ints=tuple(sorted(kinds[SlotKind.INT])),
        words=tuple(sorted((slot.name, slot.words) for slot in story.slots if slot.kind is SlotKind.WORD)),
    )


def _endings(story: Story) -> tuple[str, ...]:
    """The word that leads to the endings, where the story has a file of them."""
    return (ENDINGS,) if FIRST in story.scenes else ()


def _tags(source: Source) -> Iterator[str]:
    """The tags of a file's cards and decks."""
    scenes = source.root.entries.get("scenes") if source.root else None
    for scene in scenes.entries.values() if isinstance(scenes, Mapping) else ():
        for key, tag in (("card", "tags"), ("deck", "tag")):
            holder = scene.entries.get(key) if isinstance(scene, Mapping) else None
            yield from _texts(holder.entries.get(tag)) if isinstance(holder, Mapping) else ()


def _texts(node: Node | None) -> Iterator[str]:
    if isinstance(node, Scalar):
        yield node.text
    elif isinstance(node, Sequence):
        yield from (item.text for item in node.items if isinstance(item, Scalar))
