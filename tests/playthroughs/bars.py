"""What playthroughs meet of a story's locks, memories and hearsay, from what came of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fourfifths.model import SlotKind, Story
from fourfifths.reads import scene_reads
from fourfifths.testing.results import Met, Result
from fourfifths.testing.script import Subject
from tests.playthroughs.found import recalls

Choices = set[tuple[str, str]]


def locks(story: Story) -> Choices:
    """The scene and the id of every choice that may be locked."""
    return {(scene.id, choice.id) for scene in story.scenes.values() for choice in scene.all_choices if choice.needs}


def shut(results: Iterable[Result]) -> Choices:
    turns = [met.turn for met in _all(results)]
    return {(turn.state.scene, offer.id) for turn in turns for offer in turn.offers if offer.locked}


def taken(results: Iterable[Result]) -> Choices:
    return {(met.before.scene, met.turn.choice) for met in _all(results) if met.before}


def slots(story: Story, kind: SlotKind) -> set[str]:
    return {slot.name for slot in story.slots if slot.kind is kind}


def heard(story: Story) -> set[str]:
    """The hearsay that something in play reads: what only goes on from one to another is no text's business."""
    read = {index for scene in story.scenes.values() if not scene.inner for index in scene_reads(scene)}
    return {slot.name for slot in story.slots if slot.kind is SlotKind.HEARD and slot.index in read}


def wished(results: Iterable[Result], subject: Subject) -> set[str]:
    """The names that some playthrough expects this of."""
    steps = [step for result in results for step in result.playthrough.steps]
    return {wish.name for step in steps for wish in step.expects if wish.subject is subject}


def carried(results: Iterable[Result]) -> set[str]:
    """The hearsay that a playthrough expects and was not given."""
    found = set()
    for result in results:
        given = {name for name, _ in result.playthrough.given}
        found |= {name for name in wished([result], Subject.VALUE) if name.startswith("heard ")} - given
    return found


def heeded(results: Iterable[Result]) -> set[str]:
    """The hearsay that a playthrough is given and without which some moment of it would read otherwise."""
    found = set()
    for result in results:
        for name, _ in result.playthrough.given:
            slot = result.playthrough.story.slot(name)
            if slot and slot.kind is SlotKind.HEARD and any(recalls(met, slot) for met in result.met):
                found.add(name)
    return found


def _all(results: Iterable[Result]) -> Iterator[Met]:
    for result in results:
        yield from result.met
