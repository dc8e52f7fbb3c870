"""What a rule may know of the story beyond the page it looks at."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from fourfifths.model import Slot, SlotKind, Story
from fourfifths.operation import MOVE
from fourfifths.proofs import Kept
from fourfifths.tools.lint.canon import Canon
from fourfifths.tools.lint.graph import Graph
from fourfifths.tools.lint.pages import FACTS, Leaf, Page
from fourfifths.tools.lint.traffic import Traffic
from fourfifths.tools.lint.values import Values

if TYPE_CHECKING:
    from fourfifths.tools.lint.judged import Judged

_Kept = TypeVar("_Kept")


class Whole:
    """A story with all its pages; everything is worked out when a rule first asks.

    What comes out as it did `before`, for the same story before an edit, is the very same value.
    """

    def __init__(
        self, story: Story, pages: tuple[Page, ...], before: Whole | None = None, proof: Kept | None = None
    ) -> None:
        self.story = story
        self.proof = proof
        """A proof of this very story, if there is one."""

        self.pages = pages
        self._before = before
        if before is not None:
            before._before = None
        self.judged: dict[str, tuple[Judged, ...]] = {}
        """What was made out of the conditions of a page, by its name."""

        self.lengths: dict[int, int] = {}
        """The words of texts that were counted, by the texts' identity."""

        self.ways: dict[int, dict[str, str]] = {}
        """The scenes that can be reached with a fact unlearned, by the fact's slot."""

    def _same(self, name: str, value: _Kept) -> _Kept:
        """The value, or the one of this name before the edit where they are equal."""
        before: _Kept | None = getattr(self._before, name) if self._before else None
        return before if before is not None and before == value else value

    @cached_property
    def canon(self) -> Canon:
        """The names and prices that the story holds to."""
        facts = next((page.source for page in self.pages if page.name == FACTS), None)
        return Canon(self.story, facts)

    @cached_property
    def graph(self) -> Graph:
        """Which scene leads to which."""
        return self._same("graph", Graph(self.story))

    @cached_property
    def traffic(self) -> Traffic:
        """Who sets and who reads each slot."""
        return Traffic(page.traffic for page in self.pages)

    @cached_property
    def values(self) -> Values:
        """The values that each slot can have in each scene."""
        return Values(self.story, self.graph, self._before.values if self._before else None)

    @cached_property
    def recalled(self) -> frozenset[str]:
        """The memories that something asks for, whoever holds them."""
        return self._same("recalled", self._held(SlotKind.MEMORY))

    @cached_property
    def relied(self) -> frozenset[str]:
        """The facts that something relies on, whoever knows them."""
        return self._same("relied", self._held(SlotKind.KNOWS))

    def _held(self, kind: SlotKind) -> frozenset[str]:
        slots = (self.story.slots[index] for index in self.traffic.readers)
        return frozenset(slot.name.split("/", 1)[1] for slot in slots if slot.kind is kind)

    @cached_property
    def constants(self) -> frozenset[int]:
        """The declared slots that something reads or shows and that never leave their start."""
        found = (slot.index for slot in self.story.slots if slot.span and self._constant(slot))
        return self._same("constants", frozenset(found))

    def _constant(self, slot: Slot) -> bool:
        effects = (setter.effect for setter in self.traffic.setters.get(slot.index, ()))
        return all(effect.kind is not MOVE and effect.operation.after(slot.start) == slot.start for effect in effects)

    @cached_property
    def asked(self) -> frozenset[int]:
        """The slots that some written condition reads; a choice that is gone once taken asks without being written."""
        return self._same("asked", frozenset().union(*(page.asked for page in self.pages)))

    @cached_property
    def ends(self) -> dict[str, str]:
        """The first scene that ends the story under each id."""
        found: dict[str, str] = {}
        for scene in self.story.scenes.values():
            if scene.ending:
                found.setdefault(scene.ending.id, scene.id)
        return self._same("ends", found)

    @cached_property
    def lessons(self) -> tuple[object, ...]:
        """What decides which facts can be missed."""
        return self._same("lessons", tuple(page.lessons for page in self.pages))

    def outlook(self, page: Page) -> object:
        """All that a rule which is not local can see from a page: where this is equal, it finds the same."""
        if not page.leaves:
            return object()
        common = (self.graph, self.constants, self.recalled, self.relied, self.asked, self.ends)
        lessons = self.lessons if any(leaf.scene.knows for leaf in page.leaves) else ()
        return (*common, lessons, *(value for leaf in page.leaves for value in self._seen_from(leaf)))

    @cached_property
    def _views(self) -> dict[str, int]:
        """The sets of each scene's own slots in it."""
        leaves = (leaf for page in self.pages for leaf in page.leaves)
        return {leaf.scene.id: self.values.of(leaf.scene.id, leaf.slots) for leaf in leaves}

    def _seen_from(self, leaf: Leaf) -> Iterator[object]:
        """The values in a scene, and what its choices lead to."""
        scene, traffic = leaf.scene, self.traffic
        yield self._views[scene.id]
        for choice in scene.choices:
            if choice.goto:
                yield self.story.scenes[choice.goto].text, self._views[choice.goto]
        if scene.deck:
            yield scene.deck, tuple(setter.scene for setter in traffic.setters.get(scene.deck.count.index, ()))
        for hub, card in traffic.dealt.get(scene.id, ()):
            reads = tuple(index for condition in card.shown for index in condition.reads)
            yield hub, card.shown, self.values.of(hub, reads)
