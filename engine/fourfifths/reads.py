"""What a story reads: every slot that some condition, text or rule of it looks at."""

from __future__ import annotations

from collections.abc import Iterator

from fourfifths.model import Alternative, Block, Branch, Choice, Scene, Story, Template, Value


def story_reads(story: Story) -> frozenset[int]:
    """The slots that anything in the story reads."""
    return frozenset(index for scene in story.scenes.values() for index in scene_reads(scene))


def scene_reads(scene: Scene) -> Iterator[int]:
    """The slots that a scene reads, one by one as they are met: its text, its choices, its cards, its facts."""
    yield from (slot for _, slot in scene.knows)
    yield from _blocks(scene.text)
    if scene.deck:
        yield scene.deck.count.index
    for choice in scene.all_choices:
        yield from choice_reads(choice)


def choice_reads(choice: Choice) -> Iterator[int]:
    """The slots that a choice reads."""
    for condition in choice.shown + choice.needs:
        yield from condition.reads
    for template in (choice.label, choice.locked, choice.say, choice.note):
        yield from template_reads(template)
    yield from _blocks(choice.text)


def template_reads(template: Template) -> Iterator[int]:
    """The slots that a text reads, the visits of its alternatives included."""
    for part in template:
        if isinstance(part, Value):
            yield part.slot.index
        elif isinstance(part, Branch):
            yield from part.condition.reads
            yield from template_reads(part.then + part.otherwise)
        elif isinstance(part, Alternative):
            yield part.visits
            for arm in part.arms:
                yield from template_reads(arm)


def _blocks(blocks: tuple[Block, ...]) -> Iterator[int]:
    for block in blocks:
        for condition in block.when:
            yield from condition.reads
        yield from template_reads(block.title)
        yield from template_reads(block.text)
