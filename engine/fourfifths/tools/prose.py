"""A story's words as rows, for a program that measures prose: each with its file, line, scene, voice and kind.

A text with alternatives is given with all its arms, one after another. A paragraph that is nothing but speech is
dialogue; speech inside narration stays with it, so that no sentence is cut in two.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from fourfifths import markup
from fourfifths.model import Alternative, Block, Branch, Choice, Part, Scene, Story, Template

_SPEECH = re.compile(r'["“][^"“”]*["”]\Z')


class Row(NamedTuple):
    """One paragraph, document or label; `kind` is narration, dialogue, document or label, `line` counts from 1."""

    file: str
    line: int
    scene: str
    voice: str
    kind: str
    text: str


def rows(story: Story) -> Iterator[Row]:
    """Every row of a story, in its order."""
    told: set[int] = set()
    for scene in story.scenes.values():
        # what all endings share stands in each of them as the same block
        own = tuple(block for block in scene.text if id(block) not in told)
        told.update(map(id, own))
        yield from _blocks(own, scene, scene.span.line)
        for choice in scene.choices:
            yield from _choice(choice, scene)
        for card in scene.deck.cards if scene.deck else ():
            yield _row(scene, card.span.line, "label", words(card.label))


def words(template: Template) -> str:
    """All that a template can show, marks taken out, the arms of alternatives side by side."""
    return markup.plain(" ".join(_spread(template).split()))


def _choice(choice: Choice, scene: Scene) -> Iterator[Row]:
    if choice.label:
        yield _row(scene, choice.span.line, "label", words(choice.label))
    if choice.say:
        yield _row(scene, choice.span.line, "dialogue", f'"{words(choice.say)}"')
    yield from _blocks(choice.text, scene, choice.span.line)


def _blocks(blocks: tuple[Block, ...], scene: Scene, line: int) -> Iterator[Row]:
    for block in blocks:
        if block.doc:
            yield _row(scene, line, "document", markup.plain(_spread(block.text)), block.voice)
            continue
        for paragraph in markup.paragraphs(_spread(block.text)):
            text = markup.plain(paragraph)
            kind = "dialogue" if _SPEECH.match(text) else "narration"
            yield _row(scene, line, kind, text, block.voice)


def _row(scene: Scene, line: int, kind: str, text: str, voice: str = "") -> Row:
    return Row(scene.span.file, line, scene.id, voice or scene.pov, kind, text)


def _spread(template: Template) -> str:
    return "".join(_all_arms(part) for part in template)


def _all_arms(part: Part) -> str:
    if isinstance(part, str):
        return part
    if isinstance(part, Branch):
        return " ".join(filter(None, (_spread(part.then), _spread(part.otherwise))))
    if isinstance(part, Alternative):
        return " ".join(filter(None, map(_spread, part.arms)))
    return part.slot.words[0] if part.slot.words else str(part.slot.start)
