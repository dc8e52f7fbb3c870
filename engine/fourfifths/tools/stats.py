"""How large a story is, how it branches, and what its choices do: counts of what is authored, and of random plays.

The plays draw evenly from the open choices, by a seed; the same seed gives the same figures on any machine.
"""

from __future__ import annotations

import random
import statistics
from collections import Counter
from dataclasses import dataclass

from fourfifths.model import Choice, SlotKind, Story
from fourfifths.operation import MOVE
from fourfifths.program import Pages, Program
from fourfifths.tools import prose

WORDS_A_MINUTE = 220
"""How fast fiction is read on a screen, silently."""

MAX_CHOICES = 20_000
"""A play that has not ended by then counts as it stands."""


@dataclass(frozen=True, slots=True)
class Spread:
    """What a figure is over all plays."""

    mean: float
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Moves:
    """What the choices do to one meter: how many raise and lower it, the sizes summed, and where plays end up."""

    meter: str
    up: int
    down: int
    raised: int
    lowered: int
    ends: Spread


@dataclass(frozen=True, slots=True)
class Stats:
    """The figures of a story. Words are those of narration, dialogue and documents; labels are counted apart."""

    scenes: int
    episodes: int
    choices: int
    cards: int
    conditional: int
    locked: int
    words: int
    words_by_voice: dict[str, int]
    words_by_act: dict[str, int]
    words_by_kind: dict[str, int]
    options: float
    mixed: float
    moves: tuple[Moves, ...]
    plays: int
    choices_taken: Spread
    words_read: Spread
    minutes: float
    share_read: float


def measure(story: Story, plays: int = 200, seed: int = 0) -> Stats:
    """The figures of a story, with this many random plays."""
    own = [choice for scene in story.scenes.values() if not scene.auto for choice in scene.choices]
    cards = [card for scene in story.scenes.values() if scene.deck for card in scene.deck.cards]
    prompts = [len(scene.all_choices) for scene in story.scenes.values() if scene.all_choices and not scene.auto]
    kinds, voices, acts = _words(story)
    read = _plays(story, plays, seed)
    total = sum(kinds[kind] for kind in kinds if kind != "label")
    moving = [moves for choice in own if (moves := _moves(choice))]
    words = [play.words for play in read]
    return Stats(
        scenes=sum(not scene.inner for scene in story.scenes.values()),
        episodes=len({scene.span.file for scene in story.scenes.values()}),
        choices=len(own),
        cards=len(cards),
        conditional=sum(bool(choice.shown) for choice in own),
        locked=sum(bool(choice.needs) for choice in own),
        words=total,
        words_by_voice=dict(sorted(voices.items())),
        words_by_act=dict(sorted(acts.items())),
        words_by_kind=dict(sorted(kinds.items())),
        options=statistics.mean(prompts) if prompts else 0.0,
        mixed=sum(min(moves) < 0 < max(moves) for moves in moving) / len(moving) if moving else 0.0,
        moves=tuple(_meter(story, number, own, read) for number in range(len(story.meters))),
        plays=plays,
        choices_taken=_spread([play.taken for play in read]),
        words_read=_spread(words),
        minutes=statistics.mean(words) / WORDS_A_MINUTE if words else 0.0,
        share_read=statistics.mean(words) / total if words and total else 0.0,
    )


@dataclass(frozen=True, slots=True)
class _Play:
    taken: int
    words: int
    values: tuple[int, ...]


def _plays(story: Story, plays: int, seed: int) -> list[_Play]:
    program = Program(story)
    pages = Pages(program)
    return [_play(program, pages, seed + number) for number in range(plays)]


def _play(program: Program, pages: Pages, seed: int) -> _Play:
    draw = random.Random(seed).random  # noqa: S311 - a play, not a secret
    scene, values = program.start(seed)
    words, taken = len(pages.passage[scene](values, seed).split()), 0
    while not program.ends[scene] and taken < MAX_CHOICES:
        numbers = program.open[scene](values)
        if not numbers:
            break
        number = numbers[int(draw() * len(numbers))]
        words += len(pages.outcome[scene][number](values, seed).split())
        stays = program.scenes[scene].all_choices[number].goto is None
        before, scene = scene, program.take[scene][number](values)
        words += 0 if stays else len(pages.passage[scene](values, seed).split())
        taken += not program.scenes[before].auto
    return _Play(taken, words, tuple(values))


def _words(story: Story) -> tuple[Counter[str], Counter[str], Counter[str]]:
    kinds: Counter[str] = Counter()
    voices: Counter[str] = Counter()
    acts: Counter[str] = Counter()
    for row in prose.rows(story):
        count = len(row.text.split())
        kinds[row.kind] += count
        if row.kind == "label":
            continue
        act = story.acts[story.scenes[row.scene].act]
        voices["documents" if row.kind == "document" else row.voice] += count
        acts[act.title] += count
    return kinds, voices, acts


def _moves(choice: Choice) -> list[int]:
    return [effect.amount for effect in choice.effects if effect.slot.kind is SlotKind.METER and effect.kind is MOVE]


def _meter(story: Story, number: int, choices: list[Choice], plays: list[_Play]) -> Moves:
    slot = story.meters[number].slot
    effects = [effect for choice in choices for effect in choice.effects if effect.slot is slot]
    amounts = [effect.amount for effect in effects if effect.kind is MOVE]
    ups, downs = [a for a in amounts if a > 0], [a for a in amounts if a < 0]
    ends = _spread([play.values[slot.index] for play in plays])
    return Moves(slot.name, len(ups), len(downs), sum(ups), -sum(downs), ends)


def _spread(values: list[int]) -> Spread:
    return Spread(statistics.mean(values), min(values), max(values)) if values else Spread(0.0, 0, 0)
