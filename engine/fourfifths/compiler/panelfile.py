"""panels.yaml: what the player may look at, compiled like the scenes and outside of all of them."""

from __future__ import annotations

from collections.abc import Collection

from fourfifths.compiler import shapes
from fourfifths.compiler.amounts import one_of
from fourfifths.compiler.clauses import Clauses
from fourfifths.compiler.fields import Fields, capped, read, scalars
from fourfifths.compiler.folder import TABLES
from fourfifths.compiler.names import Index, SceneNames
from fourfifths.compiler.nodes import Mapping, Node, Scalar, Sequence, Source
from fourfifths.compiler.prose import Site, Writer
from fourfifths.compiler.report import Report, shown
from fourfifths.compiler.shapes import Field, Kind, Shape
from fourfifths.compiler.tables import World
from fourfifths.model import (
    Alternative,
    Branch,
    CardSum,
    Condition,
    Panel,
    PanelRow,
    Slot,
    SlotKind,
    Template,
    WeekSum,
)
from fourfifths.plural import counted
from fourfifths.systems.tables import Tables

FOLDER = "panels"
SUMS = {"concierge": ("card", "hubs", "ballots", "endowed"), "pantry": ("suppers",)}
"""The sums there are, each with the keys that only it has."""

_KEYS = tuple(key for keys in SUMS.values() for key in keys)


class _Site(Site):
    """A panel as its texts see it: nobody counts how often it is looked at."""

    def visits(self) -> int:
        """No slot; a text that asks for it is refused."""
        return 0


class PanelsFile:
    """Reads panels.yaml. `given` are the names of the story's tables: one that is there and mistaken is silent."""

    def __init__(
        self, source: Source, world: World, index: Index, report: Report, tables: Tables, given: Collection[str]
    ) -> None:
        self._source, self._world, self._report = source, world, report
        self._tables, self._given = tables, given
        self._names = SceneNames(FOLDER, world, index)
        clauses = Clauses(self._names)
        self._writer = Writer(source, report, clauses, world)
        self._site = _Site(FOLDER, clauses, world)

    def panels(self) -> tuple[Panel, ...]:
        """The panels in order, those left out that have no name."""
        if self._source.root is None:
            return ()
        top = Fields(shapes.PANELS, self._source.root, self._source, self._report)
        items = top.items("panels")
        if "panels" in top and not items:
            top.wrong_key("E023", "panels", "`panels` has no panels", "write at least one, or take the file out")
        found: dict[str, Panel] = {}
        for item in items:
            fields = read(shapes.PANEL, item, self._source, self._report)
            panel = self._panel(fields) if fields is not None else None
            if panel is None:
                continue
            if panel.id in found:
                self._report.error("E041", panel.span, f"{shown(panel.id)} is given twice", "rename one of them")
            found[panel.id] = panel
        return tuple(found.values())

    def _panel(self, fields: Fields) -> Panel | None:
        name = fields.name("id")
        columns = self._templates(fields, "columns")
        node = fields.values.get("rows")
        rows = [self._row(item, len(columns)) for item in (capped(node, fields) if isinstance(node, Sequence) else ())]
        panel = Panel(
            name,
            self._line(fields, "title"),
            self._line(fields, "about"),
            self._source.span(fields.scalar("id") or fields.node),
            self._writer.conditions(fields),
            columns,
            tuple(row for row in rows if row is not None),
            self._sum(fields),
        )
        return panel if name else None

    def _row(self, node: Node, columns: int) -> PanelRow | None:
        fields = read(shapes.PANEL_ROW, node, self._source, self._report)
        if fields is None:
            return None
        given = [key for key in ("clock", "text", "cells") if key in fields]
        if len(given) > 1:
            message = f"this row has `{given[0]}` and `{given[1]}`"
            fields.wrong_key("E072", given[1], message, "make two rows of it, or write `cells:`")
        cells = self._templates(fields, "cells") or ((self._line(fields, "text"),) if "text" in fields else ())
        if columns and "cells" in fields and len(cells) != columns - 1:
            message = f"this row has {counted(len(cells), 'cell')} beside its label, and the panel {columns} columns"
            fields.wrong_key("E072", "cells", message, f"write {counted(columns - 1, 'cell')}")
        return PanelRow(self._line(fields, "label"), cells, self._clock(fields), self._writer.conditions(fields))

    def _clock(self, fields: Fields) -> Slot | None:
        slot = self._slot(fields.scalar("clock"))
        if slot is not None and slot.kind not in (SlotKind.METER, SlotKind.INT):
            message = f"{shown(slot.name)} is a {slot.kind.value} variable, and no number"
            self._wrong(fields, "clock", "E052", message, "name a meter or an int, or write `text:`")
        return slot

    def _slot(self, node: Node | None) -> Slot | None:
        if not isinstance(node, Scalar):
            return None
        found = self._names.slot(node.text)
        if isinstance(found, Slot):
            return found
        message, _, hint = found.partition("; ")
        self._report.error("E032", self._source.span(node), message, hint)
        return None

    def _wrong(self, fields: Fields, key: str, code: str, message: str, hint: str) -> None:
        fields.wrong(code, fields.values[key], message, hint)

    def _line(self, fields: Fields, key: str) -> Template:
        found = self._writer.line(fields, key, self._site)
        return self._counted(found, fields.values[key]) if found else found

    def _templates(self, fields: Fields, key: str) -> tuple[Template, ...]:
        node = fields.values.get(key)
        items = scalars(node, fields) if node is not None else []
        return tuple(self._counted(self._writer.item(item, self._site), item) for item in items)

    def _counted(self, template: Template, node: Node) -> Template:
        """The template, reported where it would change with every visit."""
        if _alternates(template):
            message = "this text changes with every visit, and nobody counts how often a panel is looked at"
            self._report.error("E072", self._source.span(node), message, "write `{condition: this|that}`")
        return template

    def _sum(self, fields: Fields) -> CardSum | WeekSum | None:
        kind = one_of(fields, "sum", SUMS, "sums")
        for key in _KEYS:
            if key in fields and key not in SUMS.get(kind, _KEYS if kind else ()):
                of = next(sum for sum, keys in SUMS.items() if key in keys)
                fields.wrong_key("E020", key, f"only the sum of {of} has `{key}`", f"write `sum: {of}`, or take it out")
        if kind not in SUMS:
            return None
        if getattr(self._tables, kind) is None:
            file = f"{TABLES}{kind}.yaml"
            if file not in self._given:
                self._wrong(fields, "sum", "E073", f"there is no {file} to sum up", "write the table")
            return None
        return self._card(fields) if kind == "concierge" else self._week(fields)

    def _card(self, fields: Fields) -> CardSum | None:
        concierge = self._tables.concierge
        if concierge is None:
            return None
        card = self._slot(fields.scalar("card"))
        if card is not None:
            if card.kind is not SlotKind.WORD:
                self._wrong(fields, "card", "E052", f"{shown(card.name)} is no one-of variable", "name one that is")
            for word in card.words:
                if word not in concierge.cards:
                    message = f"{shown(word)} is a word of {card.name}, and no card of tables/concierge.yaml"
                    hint = self._report.cure(word, concierge.cards, "add it to `cards:` there")
                    self._wrong(fields, "card", "E039", message, hint)
        districts = [district.id for district in concierge.city.districts]
        return CardSum(
            concierge,
            card,
            self._hubs(fields, districts),
            self._writer.condition(fields, "ballots"),
            self._writer.condition(fields, "endowed"),
        )

    def _hubs(self, fields: Fields, districts: list[str]) -> tuple[tuple[str, Condition], ...]:
        node = fields.mapping("hubs")
        if node is None:
            return ()
        shape = Shape("`hubs`", {name: Field(Kind.CONDITION, "when there is one") for name in districts})
        inner = Fields(shape, node, self._source, self._report)
        found = [(name, self._writer.condition(inner, name)) for name in districts]
        return tuple((name, condition) for name, condition in found if condition is not None)

    def _week(self, fields: Fields) -> WeekSum | None:
        pantry = self._tables.pantry
        if pantry is None:
            return None
        node = fields.mapping("suppers") or Mapping(fields.node.mark, False)
        shape = Shape("`suppers`", {night: Field(Kind.NAME, "the variable") for night in pantry.nights})
        inner = Fields(shape, node, self._source, self._report)
        found = [(night, self._slot(inner.scalar(night))) for night in pantry.nights]
        for night, slot in found:
            if slot is not None and not set(slot.words) & pantry.suppers.keys():
                message = f"no word of {slot.name} is a supper of tables/pantry.yaml"
                hint = f"there are {', '.join(pantry.suppers)}"
                self._wrong(inner, night, "E039", message, hint)
        return WeekSum(pantry, tuple((night, slot) for night, slot in found if slot is not None))


def _alternates(template: Template) -> bool:
    return any(
        isinstance(part, Alternative) or (isinstance(part, Branch) and _alternates(part.then + part.otherwise))
        for part in template
    )
