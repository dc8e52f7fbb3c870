"""What a story reads: every slot that some condition, text or rule of it looks at.

What a panel shows is not read by the story: nothing in play depends on it.
"""

from __future__ import annotations

from collections.abc import Iterator

from fourfifths.model import (
    Alternative,
    Block,
    Branch,
    CardSum,
    Choice,
    Condition,
    Panel,
    Scene,
    Slot,
    Story,
    Template,
    Value,
    WeekSum,
)


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


def panel_reads(panel: Panel) -> Iterator[int]:
    """The slots that a panel shows or asks for."""
    for condition in panel_conditions(panel):
        yield from condition.reads
    yield from (slot.index for slot in panel_slots(panel))
    for template in panel_texts(panel):
        yield from template_reads(template)


def panel_conditions(panel: Panel) -> Iterator[Condition]:
    """Every condition of a panel, those in its texts left out."""
    yield from panel.when
    for row in panel.rows:
        yield from row.when
    if isinstance(panel.sum, CardSum):
        yield from (condition for _, condition in panel.sum.hubs)
        yield from (condition for condition in (panel.sum.ballots, panel.sum.endowed) if condition)


def panel_slots(panel: Panel) -> Iterator[Slot]:
    """The numbers that a panel draws, and the words that name what it sums up."""
    yield from (row.clock for row in panel.rows if row.clock)
    if isinstance(panel.sum, CardSum) and panel.sum.card:
        yield panel.sum.card
    elif isinstance(panel.sum, WeekSum):
        yield from (slot for _, slot in panel.sum.suppers)


def panel_texts(panel: Panel) -> Iterator[Template]:
    """Every text of a panel."""
    yield from (panel.title, panel.about, *panel.columns)
    for row in panel.rows:
        yield from (row.label, *row.cells)


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
