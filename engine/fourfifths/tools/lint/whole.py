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
        self.bounds: dict[int, int] = {}
        """The words of texts that were counted, and bounds on them, by the texts' identity."""

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
        return Traffic(self.story)

    @cached_property
    def values(self) -> Values:
        """The values that each slot can have in each scene."""
        return Values(self.story, self.graph)

    @cached_property
    def recalled(self) -> frozenset[str]:
        """The memories that something asks for, whoever holds them."""
        return self._held(SlotKind.MEMORY)

    @cached_property
    def relied(self) -> frozenset[str]:
        """The facts that something relies on, whoever knows them."""
        return self._held(SlotKind.KNOWS)

    def _held(self, kind: SlotKind) -> frozenset[str]:
        slots = (self.story.slots[index] for index in self.traffic.readers)
        return frozenset(slot.name.split("/", 1)[1] for slot in slots if slot.kind is kind)

    @cached_property
    def constants(self) -> frozenset[int]:
        """The declared slots that something reads or shows and that never leave their start."""
        return frozenset(slot.index for slot in self.story.slots if slot.span and self._constant(slot))

    def _constant(self, slot: Slot) -> bool:
        effects = (setter.effect for setter in self.traffic.setters.get(slot.index, ()))
        return all(not effect.relative and effect.amount == slot.start for effect in effects)

    @cached_property
    def asked(self) -> frozenset[int]:
        """The slots that some written condition reads; a choice that is gone once taken asks without being written."""
        scenes = self.story.scenes.values()
        return frozenset(index for scene in scenes for found in scene_conditions(scene) for index in found.reads)
