"""From drafts to the frozen Story: decks get their cards, choices their marks, and the whole is checked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from fourfifths.compiler.drafts import ChoiceDraft, DeckDraft, SceneDraft
from fourfifths.compiler.names import Index
from fourfifths.compiler.report import Report, shown
from fourfifths.compiler.tables import World
from fourfifths.diagnostics import Span
from fourfifths.model import Choice, Deck, Effect, Scene, SlotKind, Story

STORY = "story.yaml"


class Resolver:
    """Turns the drafts of a whole story into scenes."""

    def __init__(self, drafts: Sequence[SceneDraft], world: World, index: Index, report: Report) -> None:
        self._drafts, self._world, self._index, self._report = drafts, world, index, report
        self._cards = self._by_tag()

    def _by_tag(self) -> dict[str, list[SceneDraft]]:
        """The cards of each tag, in dealing order."""
        found: dict[str, list[SceneDraft]] = {}
        cards = [(draft.card.priority, draft) for draft in self._drafts if draft.card]
        for _, draft in sorted(cards, key=lambda card: (-card[0], card[1].id)):
            for tag, _ in draft.card.tags if draft.card else ():
                found.setdefault(tag, []).append(draft)
        return found

    def scenes(self) -> dict[str, Scene]:
        """The frozen scenes, in the order of folder, file and place."""
        return {draft.id: self._scene(draft) for draft in self._drafts}

    def _scene(self, draft: SceneDraft) -> Scene:
        return Scene(
            draft.id,
            draft.title,
            draft.pov,
            draft.act,
            draft.place,
            draft.when,
            draft.span,
            draft.text,
            tuple([self._choice(choice, draft.id) for choice in draft.choices]),
            self._world.slots.marked(SlotKind.VISITS, draft.id),
            self._deck(draft.deck, draft.id) if draft.deck else None,
            draft.ending,
            draft.knows,
        )

    def _choice(self, draft: ChoiceDraft, scene: str) -> Choice:
        return Choice(
            draft.id,
            scene,
            draft.label,
            draft.goto,
            draft.span,
            draft.shown,
            draft.needs,
            draft.locked,
            draft.say,
            draft.text,
            (*draft.effects, *self._marks(draft, scene)),
            draft.memories,
            (),
            draft.was,
        )

    def _marks(self, draft: ChoiceDraft, scene: str) -> Iterable[Effect]:
        """What taking a choice leaves behind, where something reads it."""
        marked = self._world.slots.marked
        slots = [marked(SlotKind.CHOSEN, f"{scene}.{draft.id}")]
        slots += [marked(SlotKind.MEMORY, f"{who}/{memory.id}") for memory in draft.memories for who in memory.seen_by]
        slots += [marked(SlotKind.KNOWS, f"{who}/{fact}") for who, fact in draft.taught]
        return [Effect(slot, 1, False) for slot in slots if slot is not None]

    def _deck(self, draft: DeckDraft, scene: str) -> Deck:
        count = Effect(draft.count, 1, True, span=draft.span)
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
        for tag, place in (tag for draft in self._drafts if draft.card for tag in draft.card.tags):
            if tag not in decks:
                self._report.error("E037", place, f"no deck deals the tag {shown(tag)}", self._report.cure(tag, decks))

    def check_start(self) -> str:
        """The full name of the first scene."""
        start = self._world.start
        if start is None:
            return ""
        full = self._index.scene(start.text, "") if "/" in start.text else ""
        if not full and not self._index.silent(start.text, ""):
            message, hint = self._index.no_scene(start.text, "")
            place = Span(STORY, start.mark.line + 1, start.mark.column + 1, len(start.text))
            self._report.error("E030", place, message, hint)
        return full

    def check_renamed(self) -> dict[str, str]:
        """Old names of scenes, each with a scene that exists."""
        found = {}
        for old, place, node in self._world.renamed:
            new = self._index.scene(node.text, "") if "/" in node.text else ""
            if not new and not self._index.silent(node.text, ""):
                there = Span(STORY, node.mark.line + 1, node.mark.column + 1, len(node.text))
                self._report.error("E030", there, *self._index.no_scene(node.text, ""))
            if old in self._index.scenes:
                hint = "take the line out, or rename the scene"
                self._report.error("E042", place, f"{shown(old)} is still a scene", hint)
            found[old] = new
        return found


def warn(
    story: Story,
    world: World,
    remembered: Iterable[tuple[str, Span]],
    taught: Iterable[tuple[str, Span]],
    report: Report,
) -> None:
    """What a story can be played with, but its author will not have meant."""
    _warn_of_scenes(story, report)
    _warn_of_variables(story, world, report)
    recalled, relied = _marked(story, SlotKind.MEMORY), _marked(story, SlotKind.KNOWS)
    for memory, place in remembered:
        if memory not in recalled:
            report.warn("W003", place, f"nobody recalls {memory}", f"use remembers(person, {memory}), or take it out")
    for fact, place in taught:
        if fact not in relied:
            report.warn("W004", place, f"nothing relies on {fact}", f"use knows(person, {fact}) or a scene's `knows:`")


def _warn_of_scenes(story: Story, report: Report) -> None:
    reached = _reached(story)
    for scene in story.scenes.values():
        if scene.id not in reached:
            report.warn("W001", scene.span, f"no way leads to {scene.id}", "let a choice or a deck lead there")


def _warn_of_variables(story: Story, world: World, report: Report) -> None:
    for slot in story.slots:
        if slot.span and slot.kind is not SlotKind.METER and slot.index not in world.slots.read:
            hint = "use it in a condition or a text, or take it out"
            report.warn("W002", slot.span, f"nothing reads {slot.name}", hint)


def _marked(story: Story, kind: SlotKind) -> set[str]:
    """The memories or facts that some person's slot is for."""
    return {slot.name.split("/", 1)[1] for slot in story.slots if slot.kind is kind}


def _reached(story: Story) -> set[str]:
    """The scenes that choices and decks lead to from the start, conditions aside."""
    reached = {story.start}
    waiting = [story.start]
    while waiting:
        for choice in story.scenes[waiting.pop()].all_choices:
            if choice.goto and choice.goto not in reached:
                reached.add(choice.goto)
                waiting.append(choice.goto)
    return reached
