"""The scenes of one file, as drafts."""

from __future__ import annotations

from fourfifths.compiler import moves, shapes
from fourfifths.compiler.clauses import Clauses
from fourfifths.compiler.drafts import CardDraft, ChoiceDraft, DeckDraft, SceneDraft
from fourfifths.compiler.fields import ID, Fields, identifier, read
from fourfifths.compiler.names import ENDINGS, FIRST, Index, SceneNames
from fourfifths.compiler.nodes import Mapping, Node, Scalar, Source
from fourfifths.compiler.prose import Site, Writer
from fourfifths.compiler.report import Report, shown
from fourfifths.compiler.routing import cases, night, routes
from fourfifths.compiler.tables import World
from fourfifths.diagnostics import Span
from fourfifths.model import Condition, Ending, SlotKind

MAX_CHOICES = 20
_DOINGS = ("text", "say", "effects", "remember", "teach")
"""What a choice may do to be worth staying for."""


class SceneFile:
    """Reads the scenes of one file of a folder."""

    def __init__(self, folder: str, source: Source, world: World, index: Index, report: Report) -> None:
        self.folder, self.source, self.world, self.index, self.report = folder, source, world, index, report
        self.writer = Writer(source, report, Clauses(SceneNames(folder, world, index)), world)
        self._lacking: set[str] = set()

    def scenes(self) -> list[SceneDraft]:
        """The scenes, those left out that are no mappings."""
        if self.source.root is None:
            return []
        header = Fields(shapes.FILE, self.source.root, self.source, self.report)
        scenes = header.mapping("scenes")
        if scenes is None:
            return []
        if not scenes.entries:
            header.wrong_key("E023", "scenes", "`scenes` has no scenes", "write at least one")
        found = (self._scene(name, scenes, header) for name in scenes.entries)
        return [scene for scene in found if scene is not None]

    def _scene(self, name: str, scenes: Mapping, header: Fields) -> SceneDraft | None:
        if not ID.match(name):
            identifier(Scalar(name, scenes.keys[name], ""), header)
        fields = read(shapes.SCENE, scenes.entries[name], self.source, self.report)
        full = f"{self.folder}/{name}"
        span = self.index.scenes.get(full)
        if fields is None or span is None or span.file != self.source.name:
            return None
        draft = SceneDraft(full, span)
        draft.hearsay = "hearsay" in fields.node.entries
        draft.auto = draft.hearsay or "routes" in fields.node.entries
        self.head(draft, fields, header)
        site = self.writer.site(full)
        draft.text = self.writer.prose(fields, "text", site, draft.pov)
        draft.knows = self._knows(fields, draft.pov)
        if draft.hearsay:
            draft.choices = [night(span, self.goto(fields, "hearsay"))]
        else:
            draft.choices = routes(self, fields, draft, site) if draft.auto else self._choices(fields, draft, site)
        draft.deck = self._deck(fields)
        draft.card = self._card(fields, draft, site)
        draft.ending = self._ending(fields)
        self._exits(draft, fields)
        return draft

    def head(self, draft: SceneDraft, fields: Fields, header: Fields) -> None:
        """Point of view, act, title, place and time: the scene's own, or the file's."""
        for key, table in (("pov", self.world.people), ("act", self.world.acts), ("place", self.world.places)):
            holder = fields if key in fields.node.entries else header
            node = holder.scalar(key)
            if node is not None:
                table.find(node, self.source, self.report)
                self._set(draft, key, node.text)
            elif key != "place" and key not in holder.node.entries and key not in header.meant | fields.meant:
                self._headless(key, draft)
        draft.title = fields.line("title") or header.line("title")
        draft.when = fields.line("when") or header.line("when")
        written = (fields.node.entries, header.node.entries, fields.meant, header.meant)
        if not draft.title and not any("title" in keys for keys in written):
            if draft.auto:
                draft.title = draft.id.split("/")[1]
            else:
                self._headless("title", draft)

    def _set(self, draft: SceneDraft, key: str, word: str) -> None:
        if key == "act":
            draft.act = int(word) if word in self.world.acts.entries else 0
        elif key == "pov":
            draft.pov = word
        else:
            draft.place = word

    def _headless(self, key: str, draft: SceneDraft) -> None:
        """Says once for a file what its scenes lack."""
        if key in self._lacking:
            return
        self._lacking.add(key)
        about = shapes.SCENE.fields[key].about
        hint = f"it is {about}; write it in the scene, or at the top of the file for all its scenes"
        self.report.error("E021", draft.span, f"the scene {draft.id} has no `{key}`", hint)

    def _knows(self, fields: Fields, pov: str) -> tuple[tuple[str, int], ...]:
        found = []
        for node in fields.names("knows"):
            if self.world.facts.find(node, self.source, self.report) is not None:
                found.append((node.text, self.world.knows(pov, node.text).index))
        return tuple(found)

    def _choices(self, fields: Fields, draft: SceneDraft, site: Site) -> list[ChoiceDraft]:
        node = fields.values.get("choices")
        items = fields.items("choices")
        if len(items) > MAX_CHOICES and node is not None:
            hint = "divide the scene, or make some of them a deck"
            fields.wrong("E003", node, f"this scene has more than {MAX_CHOICES} choices", hint)
        found = [self._choice(item, draft, site) for item in items]
        return [choice for choice in found if choice is not None]

    def _choice(self, node: Node, scene: SceneDraft, site: Site) -> ChoiceDraft | None:
        fields = read(shapes.CHOICE, node, self.source, self.report)
        if fields is None:
            return None
        name = fields.name("id")
        span = self.choice_span(name, fields, scene)
        goto = self.goto(fields)
        stays = "goto" not in fields.node.entries
        writer = self.writer
        needs = writer.condition(fields, "needs")
        shown_if = writer.conditions(fields)
        if fields.flag("once", stays) and name:
            shown_if = (*shown_if, self.never(SlotKind.CHOSEN, f"{scene.id}.{name}", span))
        effects = moves.effects(fields, self.world)
        draft = ChoiceDraft(
            name,
            writer.line(fields, "label", site),
            goto,
            span,
            shown_if,
            (needs,) if needs else (),
            writer.line(fields, "locked", site),
            writer.line(fields, "say", site),
            writer.prose(fields, "text", site, scene.pov),
            effects,
            moves.memories(fields, self.world),
            moves.taught(fields, self.world),
            moves.was(fields),
        )
        _check_choice(fields, stays)
        return draft

    def choice_span(self, name: str, fields: Fields, scene: SceneDraft) -> Span:
        """Where a choice's or a route's name stands; a name that is given twice is reported."""
        node = fields.scalar("id") or fields.node
        first = self.index.choices.get(scene.id, {}).get(name, node)
        if first is not node and node is not fields.node:
            hint = f"it stands first in line {self.source.span(first).line}; rename one of them"
            fields.wrong("E041", node, f"the choice {shown(name)} is given twice in {scene.id}", hint)
        return self.source.span(node)

    def never(self, kind: SlotKind, what: str, span: Span) -> Condition:
        """The condition that a mark is not set."""
        slot = self.world.slots.mark(kind, what)
        return Condition(f"not {slot.name}", f"(not v[{slot.index}])", (slot.index,), span)

    def goto(self, fields: Fields, key: str = "goto") -> str | None:
        """The full name of the scene that `goto`, or another key, names."""
        node = fields.scalar(key)
        if node is None:
            return None
        full = self.index.scene(FIRST if node.text == ENDINGS else node.text, self.folder)
        if not full and not self.index.silent(node.text, self.folder):
            fields.wrong("E030", node, *self.index.no_scene(node.text, self.folder))
        return full or None

    def _deck(self, fields: Fields) -> DeckDraft | None:
        node = fields.mapping("deck")
        if node is None:
            return None
        deck = Fields(shapes.DECK, node, self.source, self.report)
        tag, count = deck.scalar("tag"), deck.scalar("count")
        slot = self.world.names.find(count, self.source, self.report) if count else None
        if slot is None or tag is None or count is None:
            return None
        if slot.kind is not SlotKind.INT:
            hint = "count a variable with `int: 0..3`"
            deck.wrong("E062", count, f"{slot.name} is not a number that a deck can count", hint)
            return None
        limit, show = deck.number("limit", slot.high, 1, slot.high), deck.number("show", 1, 1, 9)
        closes = self.goto(deck, "closes") or ""
        return DeckDraft(deck.name("tag"), self.source.span(tag), show, slot, limit, self.source.span(node), closes)

    def _card(self, fields: Fields, scene: SceneDraft, site: Site) -> CardDraft | None:
        node = fields.mapping("card")
        if node is None:
            return None
        card = Fields(shapes.CARD, node, self.source, self.report)
        tags = tuple((name, self.source.span(tag)) for tag in card.names("tags") if (name := identifier(tag, card)))
        shown_if = self.writer.conditions(card)
        once = card.flag("once", True)
        if once:
            shown_if = (*shown_if, self.never(SlotKind.VISITS, scene.id, self.source.span(node)))
        elif "unplayed" in card:
            hint = "take out `once: false`, or let a scene of routes ask what was done"
            card.wrong_key("E068", "unplayed", "of a card that comes again nobody can say that it was not played", hint)
        title, note = self.writer.line(card, "title", site), self.writer.line(card, "note", site)
        priority = card.number("priority", 0)
        return CardDraft(tags, title, note, priority, shown_if, cases(self, card, scene, site))

    def _ending(self, fields: Fields) -> Ending | None:
        node = fields.mapping("ends")
        if node is None:
            return None
        ends = Fields(shapes.ENDS, node, self.source, self.report)
        return Ending(ends.name("id"), ends.line("title"))

    def _exits(self, draft: SceneDraft, fields: Fields) -> None:
        """A scene either ends the play or leads on."""
        keys = ("choices", "deck", "ends", "routes", "hearsay")
        auto = "hearsay" if draft.hearsay else "routes"
        has = {key for key in keys if key in fields.node.entries or key in fields.meant}
        if "pick" in fields and "routes" not in has and "routes" not in fields.meant:
            fields.wrong_key(
                "E069", "pick", f"{draft.id} has a `pick`, and no routes", "take it out, or write `routes:`"
            )
        if draft.auto and len(has) > 1:
            other = next(key for key in keys if key in has and key != auto)
            hint = f"take out `{other}`, or move it to a scene that `{auto}` leads to"
            fields.wrong_key("E065", auto, f"{draft.id} has {auto}, and a `{other}` key", hint)
        elif "ends" in fields.node.entries and len(has) > 1:
            other = "choices" if "choices" in has else "deck"
            hint = f"take out `ends` or `{other}`"
            fields.wrong_key("E061", "ends", f"{draft.id} is an end, and has a `{other}` key", hint)
        elif not has:
            message = f"{draft.id} has neither choices nor an end"
            hint = "give it `choices:` or `ends:`, or `routes:` where nobody is asked"
            self.report.error("E060", draft.span, message, hint)
        elif has.isdisjoint(("ends", "routes", "hearsay")) and not self._leads_on(fields):
            message = f"no choice of {draft.id} leads out of it"
            hint = "give one of its own choices a `goto:`; a deck runs out"
            self.report.error("E060", draft.span, message, hint)

    @staticmethod
    def _leads_on(fields: Fields) -> bool:
        """Whether a choice has a goto, or is too broken to tell."""
        if "choices" in fields.meant or ("choices" in fields.node.entries and "choices" not in fields):
            return True
        choices = fields.items("choices")
        return any(not isinstance(choice, Mapping) or "goto" in choice.entries for choice in choices)


def _check_choice(fields: Fields, stays: bool) -> None:
    keys = fields.node.entries
    if ("needs" in keys) != ("locked" in keys):
        key, other = ("needs", "locked") if "needs" in keys else ("locked", "needs")
        if key in fields:
            hint = f"add `{other}:`, or take out `{key}:`"
            fields.wrong_key("E054", key, f"this choice has `{key}` without `{other}`", hint)
    if stays and keys.keys().isdisjoint(_DOINGS):
        place = fields.values.get("id", fields.node)
        fields.wrong("E055", place, "this choice does nothing", "give it a `goto:`, or a `text:` to stay for")
