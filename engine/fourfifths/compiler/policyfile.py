"""`tables/policies.yaml`: how the players of `fourfifths simulate` choose.

Names of meters, variables, people and choices are kept with their places; they are looked up by who plays the story.
"""

from __future__ import annotations

from collections.abc import Iterator

from fourfifths.compiler.fields import Fields, children, number
from fourfifths.compiler.nodes import Mapping, Node, Scalar
from fourfifths.compiler.report import shown
from fourfifths.compiler.shapes import Field, Kind, Shape
from fourfifths.systems.policies import Name, Policies, Policy, Weight

MOST = 1000
"""The largest weight, either way."""

POLICIES = Shape("a policies table", {
    "about": Field(Kind.LINE, "what the table is for"),
    "dispositions": Field(Kind.NAMES, "the numbers that hold what a person has become, from one end to the other"),
    "policies": Field(Kind.MAPPING, "the policies by their names", True),
})  # fmt: skip

POLICY = Shape("a policy", {
    "about": Field(Kind.LINE, "who chooses so"),
    "meters": Field(Kind.MAPPING, "what a step up is worth, by meter"),
    "targets": Field(Kind.MAPPING, "the value to come near, by meter"),
    "variables": Field(Kind.MAPPING, "what a step up is worth, by variable; of words, what each is worth"),
    "view": Field(Kind.NAME, "the person whose cards and scenes are taken wherever they are offered"),
    "prefer": Field(Kind.NAMES, "choices taken wherever they are open, as folder/scene.choice"),
    "first": Field(Kind.FLAG, "whether the first open choice is always taken"),
    "careless": Field(Kind.NUMBER, "choices in a hundred that are drawn evenly, whatever they do"),
})  # fmt: skip


def policies(fields: Fields) -> Policies | None:
    """The table; None where something in it is mistaken, which is reported."""
    dispositions = tuple(_name(node, fields) for node in fields.names("dispositions"))
    found = [_policy(name, child) for name, child in children(fields, "policies", POLICY)]
    whole = tuple(policy for policy in found if policy is not None)
    return None if fields.broken or len(whole) < len(found) else Policies(dispositions, whole)


def _policy(name: str, fields: Fields) -> Policy | None:
    view = fields.scalar("view")
    found = Policy(
        name,
        fields.line("about"),
        tuple(_weights(fields, "meters", -MOST)),
        tuple(_weights(fields, "targets", -(10**6), 10**6)),
        tuple(_variables(fields)),
        _name(view, fields) if view is not None else None,
        tuple(_name(node, fields) for node in fields.names("prefer")),
        fields.flag("first", False),
        fields.number("careless", 0, 0, 100),
    )
    return None if fields.broken else found


def _weights(fields: Fields, key: str, low: int, high: int = MOST) -> Iterator[Weight]:
    node = fields.mapping(key)
    for name, value in node.entries.items() if node is not None else ():
        assert node is not None  # noqa: S101  # there are no entries without it
        yield from _weight(fields, _key(fields, node, name), value, low, high)


def _variables(fields: Fields) -> Iterator[Weight]:
    node = fields.mapping("variables")
    for key, value in node.entries.items() if node is not None else ():
        assert node is not None  # noqa: S101  # there are no entries without it
        name = _key(fields, node, key)
        if not isinstance(value, Mapping):
            yield from _weight(fields, name, value, -MOST, MOST)
            continue
        for word, amount in value.entries.items():
            for weight in _weight(fields, _key(fields, value, word), amount, -MOST, MOST):
                yield Weight(name, weight.amount, weight.name)


def _weight(fields: Fields, name: Name, node: Node, low: int, high: int) -> Iterator[Weight]:
    if not isinstance(node, Scalar):
        fields.wrong("E022", node, f"the weight of {shown(name.text)} is no whole number", "write digits, as 3 or -2")
        return
    amount = number(node, fields)
    if amount is None:
        return
    if not low <= amount <= high:
        fields.wrong("E027", node, f"{shown(name.text)} is {amount}", f"it lies between {low} and {high}")
        return
    yield Weight(name, amount)


def _name(node: Scalar, fields: Fields) -> Name:
    place = fields.source.span(node)
    return Name(node.text, place.line, place.column)


def _key(fields: Fields, node: Mapping, key: str) -> Name:
    place = fields.source.key(node, key)
    return Name(key, place.line, place.column)
