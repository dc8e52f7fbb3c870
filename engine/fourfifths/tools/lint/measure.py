"""How long texts get: words, columns and lines, of the longest thing that a text can show."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator
from itertools import product
from typing import NamedTuple

from fourfifths import markup
from fourfifths.bits import members
from fourfifths.conditions import compiled
from fourfifths.excerpt import cells
from fourfifths.model import Alternative, Block, Branch, Condition, Story, Template, Value
from fourfifths.tools.lint.atoms import SetOf

MOST = 400
"""Combinations of values that the blocks of a text are tried with."""


def longest(template: Template) -> str:
    """The text with the longest arm of each alternative; conditions are not looked at."""
    return "".join(part if isinstance(part, str) else _longest(part) for part in template)


def _longest(part: Branch | Alternative | Value) -> str:
    if isinstance(part, Branch):
        return max(longest(part.then), longest(part.otherwise), key=len)
    if isinstance(part, Alternative):
        return max(map(longest, part.arms), key=len)
    slot = part.slot
    return max((*slot.words, "" if slot.words else str(slot.high)), key=len)


def columns(template: Template) -> int:
    """The columns of a line of text at its longest."""
    return cells(markup.plain(" ".join(longest(template).split())))


class Row(NamedTuple):
    """A line as it can be shown at its widest, and the longest piece of it that is written so."""

    text: str = ""
    written: str = ""

    def __add__(self, other: Row) -> Row:  # type: ignore[override]
        return Row(self.text + other.text, max(self.written, other.written, key=len))

    @property
    def columns(self) -> int:
        """The columns it takes."""
        return cells(markup.plain(self.text))


def rows(template: Template) -> list[Row]:
    """Every line that the template can show, each at its widest; conditions are not looked at."""
    found, last = [], Row()
    for part in template:
        arms = [rows(arm) for arm in _arms(part)] or [_literal(part)]
        found += [row for arm in arms if len(arm) > 1 for row in (last + arm[0], *arm[1:-1])]
        last = max([last + arm[0] if len(arm) == 1 else arm[-1] for arm in arms], key=lambda row: row.columns)
    return [*found, last]


def _arms(part: str | Branch | Alternative | Value) -> tuple[Template, ...]:
    if isinstance(part, Branch):
        return part.then, part.otherwise
    return part.arms if isinstance(part, Alternative) else ()


def _literal(part: str | Branch | Alternative | Value) -> list[Row]:
    if isinstance(part, str):
        return [Row(line, line) for line in part.split("\n")]
    return [Row(longest((part,)))]


def most_words(blocks: Iterable[Block]) -> int:
    """A bound from above on the words that blocks show, all together and with every arm."""
    return sum(_most_words(block.text) for block in blocks)


def _most_words(template: Template) -> int:
    found = 1
    for part in template:
        if isinstance(part, str):
            found += part.count(" ") + part.count("\n")
        elif isinstance(part, Branch):
            found += _most_words(part.then) + _most_words(part.otherwise)
        elif isinstance(part, Alternative):
            found += sum(map(_most_words, part.arms))
    return found


def words(blocks: tuple[Block, ...], story: Story, set_of: SetOf) -> int:
    """The most words that blocks show at once.

    Blocks with conditions are tried with the values that their slots can have; where those are too many, only the
    blocks without conditions count.
    """
    return max(sum(len(longest(block.text).split()) for block in shown) for shown in _shown(blocks, story, set_of))


def lines(blocks: tuple[Block, ...], story: Story, set_of: SetOf, width: int) -> int:
    """The most lines of this width that blocks take, a blank one between paragraphs."""
    return max(sum(_height(block, width) + 1 for block in shown) for shown in _shown(blocks, story, set_of)) - 1


def _height(block: Block, width: int) -> int:
    text = longest(block.text)
    if block.doc:
        return text.rstrip().count("\n") + 3
    paragraphs = markup.paragraphs(text)
    return sum(len(textwrap.wrap(markup.plain(part), width)) + 1 for part in paragraphs) - 1


def _shown(blocks: tuple[Block, ...], story: Story, set_of: SetOf) -> Iterator[list[Block]]:
    """The blocks that are shown together, for each combination of what their conditions read."""
    reads = sorted({index for block in blocks for condition in block.when for index in condition.reads})
    sets = [set_of(index) for index in reads]
    count = 1
    for values in sets:
        count *= MOST + 1 if values is None else values.bit_count()
    yield [block for block in blocks if not block.when]
    if count > MOST:
        return
    row = [0] * len(story.slots)
    have = [members(values or 0, story.slots[index].low) for index, values in zip(reads, sets, strict=True)]
    for combination in product(*have):
        for index, value in zip(reads, combination, strict=True):
            row[index] = value
        yield [block for block in blocks if _met(block.when, row)]


def _met(conditions: tuple[Condition, ...], row: list[int]) -> bool:
    return all(compiled(condition.code)(row) for condition in conditions)  # type: ignore[arg-type]
