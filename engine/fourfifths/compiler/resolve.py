"""From drafts to the frozen Story: decks get their cards, choices their marks, and the whole is checked."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from fourfifths.compiler import nights
from fourfifths.compiler.closing import closed, closing, redirected
from fourfifths.compiler.drafts import ChoiceDraft, DeckDraft, SceneDraft
from fourfifths.compiler.names import Index
from fourfifths.compiler.nodes import made
from fourfifths.compiler.report import Report, shown
from fourfifths.compiler.routing import first_circle
from fourfifths.compiler.tables import World
from fourfifths.diagnostics import Span
from fourfifths.model import Choice, Deck, Effect, Scene, SlotKind
from fourfifths.operation import MOVE, SET

STORY = "story.yaml"


class Resolver:
    """Turns the drafts of a whole story into scenes."""

    def __init__(self, drafts: Sequence[SceneDraft], world: World, index: Index, report: Report) -> None:
        self._drafts, self._world, self._index, self._report = drafts, world, index, report
        self._cards = self._by_tag()
        self.carried: list[list[nights.Step]] = []
        """How nights carry each memory on, once it is known what is asked of hearsay."""

    def _by_tag(self) -> dict[str, list[SceneDraft]]:
        """The cards of each tag, in dealing order."""
        found: dict[str, list[SceneDraft]] = {}
        cards = [(draft.card.priority, draft) for draft in self._drafts if draft.card]
        for _, draft in sorted(cards, key=lambda card: (-card[0], card[1].id)):
            for tag, _ in draft.card.tags if draft.card else ():
                found.setdefault(tag, []).append(draft)
        return found

    def scenes(self, draft: SceneDraft) -> Iterator[Scene]:
        """The frozen scene, and those in which what its deck leaves unplayed is settled."""
        yield self.scene(draft)
        left = self._left(draft.deck) if draft.deck and draft.deck.closes else []
        if left:
            yield from closing(draft, left, self._choice)
        if draft.hearsay:
            yield from nights.scenes(draft, self.carried)

    def _left(self, deck: DeckDraft) -> list[SceneDraft]:
        """The cards of a deck of which something comes unplayed."""
        return [card for card in self._cards.get(deck.tag, ()) if card.card and card.card.unplayed]

    def scene(self, draft: SceneDraft) -> Scene:
        """The frozen scene."""
        choices = tuple([self._choice(choice, draft.id) for choice in draft.choices])
        if draft.deck and draft.deck.closes and (left := self._left(draft.deck)):
            choices = redirected(choices, draft.deck.closes, closed(draft, left[0]))
        if draft.hearsay and self.carried:
            choices = (choices[0]._replace(goto=nights.first(draft, self.carried)),)
        return Scene(
            draft.id,
            draft.title,
            draft.pov,
            draft.act,
            draft.place,
            draft.when,
            draft.span,
            draft.text,
            choices,
            self._world.slots.marked(SlotKind.VISITS, draft.id),
            self._deck(draft.deck, draft.id) if draft.deck else None,
            draft.ending,
            draft.knows,
            draft.auto,
        )

    def _choice(self, draft: ChoiceDraft, scene: str) -> Choice:
        effects = (*draft.effects, *self._marks(draft, scene))
        head = (draft.id, scene, draft.label, draft.goto, draft.span, draft.shown, draft.needs, draft.locked)
        return made(Choice, (*head, draft.say, draft.text, effects, draft.memories, (), draft.was))

    def _marks(self, draft: ChoiceDraft, scene: str) -> Iterable[Effect]:
        """What taking a choice leaves behind, where something reads it."""
        slots = self._world.slots
        left = [Effect(slots.by_name[mark], 1, SET) for mark in draft.marks(scene) if mark in slots.live]
        if not draft.memories:
            return left
        return left + [Effect(slots.by_name[mark], 0, SET) for mark in draft.unheard() if mark in slots.live]

    def _deck(self, draft: DeckDraft, scene: str) -> Deck:
        count = Effect(draft.count, 1, MOVE, span=draft.span)
        cards = [
            Choice(
                card.id,
                scene,
                card.card.title,
                card.id,
                card.span,
                card.card.shown,
                effects=(count,),
                note=card.card.note,
            )
            for card in self._cards.get(draft.tag, ())
            if card.card
        ]
        return Deck(draft.show, tuple(cards), draft.count, draft.limit)

    def check_tags(self) -> None:
        """Every deck deals something, and every card is dealt by some deck."""
        decks = self._index.decks
        if not self._index.whole or "" in decks:
            return
        for draft in self._drafts:
            if draft.deck and draft.deck.tag not in self._cards:
                message = f"no card has the tag {shown(draft.deck.tag)}"
                self._report.error("E037", draft.deck.tag_span, message, self._report.cure(draft.deck.tag, self._cards))
        if any(tag not in self._cards for tag in decks):
            return
        self._check_closing()
        for tag, place in (tag for draft in self._drafts if draft.card for tag in draft.card.tags):
            if tag not in decks:
                self._report.error("E037", place, f"no deck deals the tag {shown(tag)}", self._report.cure(tag, decks))

    def _check_closing(self) -> None:
        """A deck is left for what it closes, and a card of which something comes unplayed has a deck that closes."""
        decks = [draft for draft in self._drafts if draft.deck]
        for draft in decks:
            deck = draft.deck
            if deck and deck.closes and all(choice.goto != deck.closes for choice in draft.choices):
                message = f"no choice of {draft.id} leads to {deck.closes}, so the deck is never left for it"
                self._report.error("E062", deck.span, message, f"give one of its choices `goto: {deck.closes}`")
        closing = {draft.deck.tag for draft in decks if draft.deck and draft.deck.closes}
        for draft in self._drafts:
            if draft.card and draft.card.unplayed and closing.isdisjoint(tag for tag, _ in draft.card.tags):
                hint = "give a deck with its tag a `closes:`, or take `unplayed:` out"
                place = draft.card.unplayed[0].span
                self._report.error("E068", place, "no deck that deals this card closes, so nothing comes of it", hint)

    def check_circles(self) -> None:
        """No way leads through routes alone back to where it began."""
        following = {
            draft.id: [route.goto for route in draft.choices if route.goto] for draft in self._drafts if draft.auto
        }
        circle = first_circle(following)
        if circle:
            place = next(draft.span for draft in self._drafts if draft.id == circle[0])
            message = f"the routes of {' lead to '.join([*circle, circle[0]])}"
            self._report.error("E066", place, message, "let one of them lead to a scene that asks or ends")

    def check_start(self) -> str:
        """The full name of the first scene."""
        return self._named(*self._world.start) if self._world.start else ""

    def _named(self, name: str, place: Span) -> str:
        """The scene that story.yaml names in full; empty where there is none."""
        full = self._index.scene(name, "") if "/" in name else ""
        if not full and not self._index.silent(name, ""):
            self._report.error("E030", place, *self._index.no_scene(name, ""))
        return full

    def check_renamed(self) -> dict[str, str]:
        """Old names of scenes, each with a scene that exists."""
        found = {}
        for old, place, new, there in self._world.renamed:
            found[old] = self._named(new, there)
            if old in self._index.scenes:
                hint = "take the line out, or rename the scene"
                self._report.error("E042", place, f"{shown(old)} is still a scene", hint)
        return found
