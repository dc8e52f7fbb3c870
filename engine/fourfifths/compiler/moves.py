"""What a choice does: effects on meters and variables, memories, and what it teaches."""

from __future__ import annotations

import re

from fourfifths.compiler import shapes
from fourfifths.compiler.fields import Fields, identifier, one_line, read, scalars
from fourfifths.compiler.nodes import Mapping, Move, Node, Scalar, Source, made
from fourfifths.compiler.report import shown
from fourfifths.compiler.tables import World
from fourfifths.diagnostics import Span
from fourfifths.model import Effect, Memory, Slot, SlotKind
from fourfifths.operation import HALF_WAY, MOVE, SET

SIGNED = re.compile(r"[+-][0-9]{1,9}\Z")
BY = re.compile(r"[+-]?[0-9]{1,9}\Z")
PUT = re.compile(r"=\s*(-?[0-9]{1,9})\Z")
BARE = re.compile(r"-?[0-9]{1,9}\Z")


def effects(choice: Fields, world: World) -> list[Effect]:
    """The effects that a choice's author wrote; what was right once is not checked again."""
    mapping = choice.mapping("effects")
    found: list[Effect] = []
    if mapping is None:
        return found
    slots, changes, source = world.names.entries, world.changes, choice.source
    for name, node in mapping.entries.items():
        key = (name, type(node), _amount(node))
        if key in changes:
            why, span = _told(node, source)
            found.append(made(Effect, (*changes[key], why, span)))
            continue
        slot = slots.get(name)
        if slot is None:
            world.names.find(Scalar(name, mapping.keys[name], ""), source, choice.report)
        elif effect := _effect(slot, node, choice):
            found.append(effect)
            if key[2]:
                changes[key] = (slot, effect.amount, effect.kind)
    return found


def _amount(node: Node) -> str:
    """How much is written; empty where `Fields` has to look, and where there is no reason."""
    if type(node) is Move:
        return "" if node.why.isspace() else node.by
    return node.text if type(node) is Scalar else ""


def _told(node: Node, source: Source) -> tuple[str, Span]:
    """Why a meter moves, and where it stands how much."""
    if type(node) is Move:
        return one_line(node.why), source.at(node.at, len(node.by))
    return "", source.span(node)


def _effect(slot: Slot, node: Node, choice: Fields) -> Effect | None:
    if slot.kind is SlotKind.METER:
        return _meter(slot, node, choice)
    if not isinstance(node, Scalar):
        return _mapped(slot, node, choice)
    if slot.kind is SlotKind.FLAG:
        return _flag(slot, node, choice)
    return _word(slot, node, choice) if slot.kind is SlotKind.WORD else _int(slot, node, choice)


def _mapped(slot: Slot, node: Node, choice: Fields) -> Effect | None:
    """What a mapping does to a variable: an int it may take half way to a number."""
    if not isinstance(node, Mapping) or "half-way-to" not in node.entries or "by" in node.entries:
        choice.wrong("E052", node, f"{slot.name} is no meter: it takes no `by` and `why`", _writing(slot))
        return None
    if slot.kind is not SlotKind.INT:
        what = "a flag" if slot.kind is SlotKind.FLAG else "a one-of"
        choice.wrong("E052", node, f"{slot.name} is {what}: nothing lies half way between its values", _writing(slot))
        return None
    fields = read(shapes.INT_EFFECT, node, choice.source, choice.report)
    return None if fields is None or fields.broken else _half_way(slot, "", fields)


def _writing(slot: Slot) -> str:
    if slot.kind is SlotKind.FLAG:
        return "write true or false"
    return f"write one of {', '.join(slot.words)}" if slot.words else "write +1 or -1 to move it, =3 to set it"


def _meter(slot: Slot, node: Node, choice: Fields) -> Effect | None:
    if isinstance(node, Scalar):
        move = node.text if SIGNED.match(node.text) else "+" + node.text if BARE.match(node.text) else "+5"
        hint = f"write `{slot.name}: {{by: {move}, why: One line in the world's words.}}`"
        choice.wrong("E050", node, f"the meter {slot.name} moves without a reason", hint)
        return None
    fields = read(shapes.METER_EFFECT, node, choice.source, choice.report)
    if fields is None or fields.broken:
        return None
    by, reason = fields.values.get("by"), fields.values.get("why")
    if "half-way-to" in fields.values:
        return _re_anchored(slot, fields)
    if type(by) is not Scalar or type(reason) is not Scalar:
        missing = "by" if by is None else "why"
        hint = f"write `{slot.name}: {{by: +5, why: One line in the world's words.}}`"
        choice.wrong("E050", node, f"the move of {slot.name} has no `{missing}`", hint)
        return None
    if not BY.match(by.text):
        choice.wrong("E025", by, f"{shown(by.text)} is not a move", "write it as +5 or -5")
        return None
    return _moved(slot, int(by.text), one_line(reason.text), by, choice)


def _re_anchored(slot: Slot, fields: Fields) -> Effect | None:
    """What takes a meter half way to a number."""
    if "by" in fields.values:
        at = fields.source.key(fields.node, "by")
        message = f"{slot.name} cannot both move and be set half way to a number"
        fields.report.error("E056", at, message, "take out `by`, or write two choices")
        return None
    reason = fields.values.get("why")
    if type(reason) is Scalar:
        return _half_way(slot, one_line(reason.text), fields)
    hint = f"write `{slot.name}: {{half-way-to: {slot.start}, why: One line in the world's words.}}`"
    fields.wrong("E050", fields.node, f"what takes {slot.name} half way has no `why`", hint)
    return None


def _half_way(slot: Slot, why: str, fields: Fields) -> Effect | None:
    node = fields.values["half-way-to"]
    if not isinstance(node, Scalar) or not BARE.match(node.text):
        hint = f"write a number from {slot.low} to {slot.high}, without a sign or condition"
        fields.wrong("E025", node, f"{slot.name} can only go half way to a whole number", hint)
        return None
    amount = int(node.text)
    if not slot.low <= amount <= slot.high:
        hint = f"{slot.name} goes from {slot.low} to {slot.high}"
        fields.wrong("E027", node, f"{slot.name} cannot go half way to {amount}", hint)
        return None
    return Effect(slot, amount, HALF_WAY, why, fields.source.span(node))


def _moved(slot: Slot, amount: int, why: str, node: Scalar, choice: Fields) -> Effect | None:
    if amount == 0:
        choice.wrong("E053", node, f"this moves {slot.name} by nothing", "take it out")
        return None
    if abs(amount) > slot.high - slot.low:
        hint = f"{slot.name} goes from {slot.low} to {slot.high}"
        choice.wrong("E027", node, f"{slot.name} cannot move by {amount}", hint)
        return None
    return Effect(slot, amount, MOVE, why, choice.source.span(node))


def _flag(slot: Slot, node: Scalar, choice: Fields) -> Effect | None:
    if node.text not in ("true", "false"):
        choice.wrong("E026", node, f"{slot.name} is a flag, and {shown(node.text)} is neither true nor false")
        return None
    return Effect(slot, int(node.text == "true"), SET, span=choice.source.span(node))


def _word(slot: Slot, node: Scalar, choice: Fields) -> Effect | None:
    if node.text not in slot.words:
        message = f"{slot.name} is never {shown(node.text)}"
        choice.wrong("E039", node, message, choice.report.cure(node.text, slot.words))
        return None
    return Effect(slot, slot.words.index(node.text), SET, span=choice.source.span(node))


def _int(slot: Slot, node: Scalar, choice: Fields) -> Effect | None:
    if SIGNED.match(node.text):
        return _moved(slot, int(node.text), "", node, choice)
    match = PUT.match(node.text)
    if match is None:
        code = "E051" if BARE.match(node.text) else "E025"
        hint = f"write +{node.text} to move it, ={node.text} to set it" if code == "E051" else _writing(slot)
        choice.wrong(code, node, f"{shown(node.text)} does not say what happens to {slot.name}", hint)
        return None
    amount = int(match[1])
    if not slot.low <= amount <= slot.high:
        hint = f"it goes from {slot.low} to {slot.high}"
        choice.wrong("E027", node, f"{slot.name} cannot be {amount}", hint)
        return None
    return Effect(slot, amount, SET, span=choice.source.span(node))


def memories(choice: Fields, world: World) -> tuple[Memory, ...]:
    """What people keep of a choice."""
    if "remember" not in choice.values:
        return ()
    found = [_memory(node, choice, world) for node in choice.items("remember")]
    return tuple([memory for memory in found if memory])


def _memory(node: Node, choice: Fields, world: World) -> Memory | None:
    fields = read(shapes.MEMORY, node, choice.source, choice.report)
    if fields is None:
        return None
    witnesses = fields.names("seen-by")
    for witness in witnesses:
        world.people.find(witness, fields.source, fields.report)
    about = fields.scalar("about")
    if about is not None:
        world.people.find(about, fields.source, fields.report)
    people = tuple([witness.text for witness in witnesses])
    return Memory(fields.name("id"), people, about.text if about else "", fields.number("colour", 0, -2, 2))


def taught(choice: Fields, world: World) -> tuple[tuple[str, str], ...]:
    """Who learns which fact."""
    mapping = choice.mapping("teach")
    if mapping is None:
        return ()
    found = []
    for name, node in mapping.entries.items():
        world.people.find(Scalar(name, mapping.keys[name], ""), choice.source, choice.report)
        for fact in _facts(node, choice):
            world.facts.find(fact, choice.source, choice.report)
            found.append((name, fact.text))
    return tuple(found)


def _facts(node: Node, choice: Fields) -> list[Scalar]:
    if isinstance(node, Mapping):
        choice.wrong("E022", node, "this is not a fact", "write `teach: {person: fact}`")
        return []
    return scalars(node, choice)


def was(choice: Fields) -> tuple[str, ...]:
    """The names a choice had before."""
    if "was" not in choice.values:
        return ()
    return tuple([name for node in choice.names("was") if (name := identifier(node, choice))])
