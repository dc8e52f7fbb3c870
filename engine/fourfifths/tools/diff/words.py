"""The words of a story by voice, and how many of them came and went between two stories."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

from fourfifths import markup
from fourfifths.model import Alternative, Block, Branch, Choice, Scene, Story, Template
from fourfifths.tools.diff import pairs
from fourfifths.tools.diff.entries import Words

Texts = dict[str, list[str]]
WHYS = "whys of meters"


def words(old: Story, new: Story) -> tuple[Words, ...]:
    """The voices whose words differ, by name."""
    added: dict[str, int] = defaultdict(int)
    removed: dict[str, int] = defaultdict(int)
    for past, scene in pairs.scenes(old, new):
        pairings = [(_of_scene(past), _of_scene(scene))]
        pairings += [(_of_choice(p, past), _of_choice(c, scene)) for p, c in pairs.choices(past, scene)]
        for before, after in pairings:
            for voice in {**before, **after}:
                came, went = _changed(before.get(voice, []), after.get(voice, []))
                added[voice] += came
                removed[voice] += went
    voices = sorted({*added, *removed})
    return tuple(Words(voice, added[voice], removed[voice]) for voice in voices if added[voice] or removed[voice])


def _changed(old: list[str], new: list[str]) -> tuple[int, int]:
    if old == new:
        return 0, 0
    same = sum(block.size for block in SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks())
    return len(new) - same, len(old) - same


def _of_scene(scene: Scene | None) -> Texts:
    return _by_voice(_blocks(scene.text)) if scene else {}


def _of_choice(choice: Choice | None, scene: Scene | None) -> Texts:
    if choice is None or scene is None:
        return {}
    lines = ((scene.pov, template) for template in (choice.label, choice.say, choice.locked, choice.note))
    whys = ((WHYS, (effect.why,)) for effect in choice.effects if effect.why)
    return _by_voice([*lines, *_blocks(choice.text), *whys])


def _blocks(blocks: Iterable[Block]) -> Iterator[tuple[str, Template]]:
    for block in blocks:
        yield block.voice, block.title
        yield block.voice, block.text


def _by_voice(templates: Iterable[tuple[str, Template]]) -> Texts:
    found: Texts = defaultdict(list)
    for voice, template in templates:
        found[voice] += markup.plain(" ".join(_strings(template))).split()
    return found


def _strings(template: Template) -> Iterator[str]:
    for part in template:
        if isinstance(part, str):
            yield part
        elif isinstance(part, Branch):
            yield from _strings(part.then + part.otherwise)
        elif isinstance(part, Alternative):
            for arm in part.arms:
                yield from _strings(arm)
