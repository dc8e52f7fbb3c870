"""What a play reads: its words, whose they are, which conditional texts, and which memories come back in them."""

from __future__ import annotations

from collections import Counter

from fourfifths.model import SlotKind, Story
from fourfifths.program import Pages, Program, Values
from fourfifths.simulate.roster import protagonists
from fourfifths.simulate.tally import Tally
from fourfifths.testing.atlas import Atlas
from fourfifths.testing.points import Kind, Point

LATE = 2
"""The act from which on memories are expected back."""
FAIR = (18 * 4, 32 * 4)
"""Hundredths of a protagonist's even share of the words that are still fair: 18 to 32 of 100, where there are four."""


class Eyes:
    """All that reading a story needs, made once."""

    def __init__(self, story: Story, program: Program) -> None:
        self.story, self.program, self.pages = story, program, Pages(program)
        self.atlas = Atlas(story)
        self.protagonists = protagonists(story)
        recalled = [point for point in self.atlas.points if point.kind is Kind.MEMORY]
        self.memories = sum(point.bit for point in recalled)
        self.hearsay = sum(point.bit for point in recalled if point.what.startswith(SlotKind.HEARD))
        self.late = [scene.act >= LATE for scene in program.scenes]


def conditional(atlas: Atlas) -> tuple[Point, ...]:
    """The points of an atlas that are pieces of texts shown under a condition, labels left out."""
    return tuple(
        point for point in atlas.points if point.kind is Kind.VARIANT and point.place.startswith(("text", "say"))
    )


class Reader:
    """Reads one play."""

    def __init__(self, eyes: Eyes, seed: int, tally: Tally) -> None:
        self._eyes, self._seed, self._tally = eyes, seed, tally
        self._gap = self._words = 0
        self._views: Counter[str] = Counter()

    def enter(self, scene: int, values: Values) -> None:
        """The text of a scene that is entered."""
        page = self._eyes.pages.passage[scene](values, self._seed)
        self._read(scene, page, self._eyes.atlas.entered[scene](values, self._seed))

    def take(self, scene: int, number: int, values: Values) -> None:
        """The outcome of a choice, before the values change."""
        page = self._eyes.pages.outcome[scene][number](values, self._seed)
        self._read(scene, page, self._eyes.atlas.taken[scene][number](values, self._seed))

    def prompt(self, scene: int, options: int) -> None:
        """A prompt with so many open choices."""
        if options > 1:
            tally, name = self._tally, self._eyes.program.scenes[scene].id
            tally.gaps[self._gap] += 1
            tally.longest = max(tally.longest, (self._gap, name))
            self._gap = 0

    def end(self) -> None:
        """The end of the play."""
        tally, people = self._tally, self._eyes.protagonists
        tally.words[self._words] += 1
        tally.views.update(self._views)
        low, high = FAIR
        even = [100 * len(people) * self._views[person] for person in people]
        tally.balanced += all(low * self._words <= share <= high * self._words for share in even)

    def _read(self, scene: int, page: str, cover: int) -> None:
        eyes, tally = self._eyes, self._tally
        words = len(page.split())
        self._gap += words
        self._words += words
        self._views[eyes.program.scenes[scene].pov] += words
        tally.cover |= cover
        if eyes.late[scene]:
            tally.late += words
            tally.recalls += (cover & eyes.memories).bit_count()
            tally.hearsay += (cover & eyes.hearsay).bit_count()
