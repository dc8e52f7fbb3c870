"""What a rule may know of the story beyond the page it looks at."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from fourfifths.model import Slot, SlotKind, Story
from fourfifths.tools.lint.canon import Canon
from fourfifths.tools.lint.graph import Graph
from fourfifths.tools.lint.pages import FACTS, Page
from fourfifths.tools.lint.traffic import Traffic, scene_conditions
from fourfifths.tools.lint.values import Values

if TYPE_CHECKING:
    from fourfifths.tools.lint.judged import Judged


class Whole:
    """A story with all its pages; everything is worked out when a rule first asks."""

    def __init__(self, story: Story, pages: tuple[Page, ...]) -> None:
        self.story = story
        self.pages = pages
        self.judged: dict[str, tuple[Judged, ...]] = {}
        """What was made out of the conditions of a page, by its name."""

        self.lengths: dict[int, int] = {}
        """The words of texts that were counted, by their identity."""

    @cached_property
    def canon(self) -> Canon:
        """The names and prices that the story holds to."""
        facts = next((page.source for page in self.pages if page.name == FACTS), None)
        return Canon(self.story, facts)

    @cached_property
    def graph(self) -> Graph:
        """Which scene leads to which."""
        return Graph(self.story)

    @cached_property
    def traffic(self) -> Traffic:
        """Who sets and who reads each slot."""
        return Traffic(self.story, self.graph)

    @cached_property
    def values(self) -> Values:
        """The values that each slot can have in each scene."""
        return Values(self.story, self.graph, self.traffic)

    def recalled(self, kind: SlotKind) -> frozenset[str]:
        """The memories or facts that something reads, whoever holds them."""
        slots = (self.story.slots[index] for index in self.traffic.readers)
        return frozenset(slot.name.split("/", 1)[1] for slot in slots if slot.kind is kind)

    @cached_property
    def constants(self) -> frozenset[int]:
        """The declared slots that something reads or shows and that never leave their start."""
        return frozenset(slot.index for slot in self.story.slots if slot.span and self._constant(slot))

    def _constant(self, slot: Slot) -> bool:
        if slot.index not in self.traffic.setters:
            return True
        return self.values.ever(slot.index) == 1 << slot.start - slot.low

    @cached_property
    def asked(self) -> frozenset[int]:
        """The slots that some written condition reads; a choice that is gone once taken asks without being written."""
        scenes = self.story.scenes.values()
        return frozenset(index for scene in scenes for found in scene_conditions(scene) for index in found.reads)
