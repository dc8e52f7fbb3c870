"""The tables of what is owed, let, promised and asked: ledger, profile, coalition and ballots."""

from __future__ import annotations

from collections.abc import Mapping

from fourfifths.compiler.amounts import amounts, known, one_of, some_of, texts
from fourfifths.compiler.fields import Fields, children, read
from fourfifths.compiler.nodes import Scalar
from fourfifths.compiler.report import shown
from fourfifths.compiler.shapes import Field, Kind, Shape
from fourfifths.systems.ballots import Ballots, Case
from fourfifths.systems.coalition import Coalition, Group
from fourfifths.systems.ledger import Debt, Entry, Ledger
from fourfifths.systems.profile import Inference, Profile, Row

_ABOUT = Field(Kind.LINE, "what the table is for")
_MOST = 10**6
_PROMISES = 16
"""Every set of promises is looked at, and with one promise more there are twice as many."""

LEDGER = Shape("a ledger table", {
    "about": _ABOUT,
    "units": Field(Kind.LINES, "what is counted, as hours", True),
    "accounts": Field(Kind.MAPPING, "who has an account: names on the page by name", True),
    "entries": Field(Kind.MAPPING, "the entries that the story can make, by their names", True),
})  # fmt: skip

ENTRY = Shape("an entry", {
    "about": Field(Kind.LINE, "what it was for", True),
    "unit": Field(Kind.LINE, "which of the units it counts", True),
    "debit": Field(Kind.MAPPING, "by account, how much each had", True),
    "credit": Field(Kind.MAPPING, "by account, how much each gave; the same in all as was had", True),
    "due": Field(Kind.MAPPING, "the debt that it makes"),
    "settles": Field(Kind.NAME, "the entry whose debt it settles"),
})  # fmt: skip

DEBT = Shape("a debt", {
    "by": Field(Kind.NAME, "the account that owes it", True),
    "to": Field(Kind.NAME, "the account it is owed to", True),
    "act": Field(Kind.NUMBER, "the act in which it falls due", True),
})  # fmt: skip

PROFILE = Shape("a profile table", {
    "about": _ABOUT,
    "pool": Field(Kind.NUMBER, "what a pool pays, in a hundred of a bid", True),
    "rows": Field(Kind.MAPPING, "the rows by their numbers", True),
    "inferences": Field(Kind.MAPPING, "what can be told from the rows that are sold, by name"),
})  # fmt: skip

ROW = Shape("a row of a profile", {
    "name": Field(Kind.LINE, "what it says of the person", True),
    "bid": Field(Kind.NUMBER, "what is offered for a quarter of it", True),
    "second": Field(Kind.NUMBER, "what is offered once it was withheld", True),
    "let": Field(Kind.FLAG, "whether it is let as things stand", True),
    "belied": Field(Kind.NAMES, "the rows which, sold, show this one to be false where it is"),
})  # fmt: skip

INFERENCE = Shape("an inference", {
    "about": Field(Kind.LINE, "what a buyer can tell", True),
    "rows": Field(Kind.NAMES, "the rows that it takes, all of them sold", True),
})  # fmt: skip

COALITION = Shape("a coalition table", {
    "about": _ABOUT,
    "permit": Field(Kind.NUMBER, "how many groups the permit takes", True),
    "best": Field(Kind.NUMBER, "how many groups the best ending takes", True),
    "promises": Field(Kind.MAPPING, "what can be promised: the words of it by name", True),
    "excludes": Field(Kind.MAPPING, "a promise and the one that it cannot be kept with"),
    "groups": Field(Kind.MAPPING, "the groups by their names", True),
})  # fmt: skip

GROUP = Shape("a group", {
    "name": Field(Kind.LINE, "what it is called", True),
    "speaker": Field(Kind.LINE, "who speaks for it", True),
    "demand": Field(Kind.NAME, "the promise it asks for", True),
    "red-line": Field(Kind.NAME, "the promise it leaves over", True),
    "about": Field(Kind.LINE, "why"),
})  # fmt: skip

BALLOTS = Shape("a ballots table", {
    "about": _ABOUT,
    "doors": Field(Kind.NUMBER, "how many doors are asked in a district", True),
    "cases": Field(Kind.MAPPING, "the cases by their names", True),
})  # fmt: skip

BALLOT = Shape("a ballot", {
    "about": Field(Kind.LINE, "the question, in the words that are asked", True),
    "first": Field(Kind.NAME, "the district of the claimant who is named first", True),
    "second": Field(Kind.NAME, "the district of the other", True),
    "answers": Field(Kind.MAPPING, "by district, how many of its doors named the first", True),
})  # fmt: skip


def ledger(fields: Fields) -> Ledger | None:
    """The table; None where something in it is mistaken, which is reported."""
    units = tuple(node.text for node in fields.names("units"))
    accounts = texts(fields, "accounts")
    named = children(fields, "entries", ENTRY)
    among = [name for name, _ in named]
    entries = {name: _entry(child, units, accounts, among) for name, child in named}
    return None if _broken(fields, named) else Ledger(units, accounts, entries)


def _entry(fields: Fields, units: tuple[str, ...], accounts: Mapping[str, str], among: list[str]) -> Entry:
    found = Entry(
        fields.line("about"),
        one_of(fields, "unit", units, "units"),
        amounts(fields, "debit", accounts, _MOST, 1),
        amounts(fields, "credit", accounts, _MOST, 1),
        _due(fields, accounts),
        one_of(fields, "settles", among, "entries"),
    )
    had, given = sum(found.debit.values()), sum(found.credit.values())
    if not fields.broken and had != given:
        message = f"this entry does not balance: {had} had, {given} given"
        fields.wrong_key("E071", "debit", message, "make the two sides come to the same")
    return found


def _due(fields: Fields, accounts: Mapping[str, str]) -> Debt | None:
    node = fields.mapping("due")
    inner = read(DEBT, node, fields.source, fields.report) if node is not None else None
    if inner is None:
        return None
    by, to = one_of(inner, "by", accounts, "accounts"), one_of(inner, "to", accounts, "accounts")
    found = Debt(by, to, inner.number("act", 0, 0, 99))
    fields.broken = fields.broken or inner.broken
    return found


def profile(fields: Fields) -> Profile | None:
    """The table; None where something in it is mistaken, which is reported."""
    named = children(fields, "rows", ROW)
    among = [name for name, _ in named]
    rows = {
        name: Row(
            child.line("name"),
            child.number("bid", 0, 0, _MOST),
            child.number("second", 0, 0, _MOST),
            child.flag("let", False),
            some_of(child, "belied", among, "rows"),
        )
        for name, child in named
    }
    told = children(fields, "inferences", INFERENCE)
    inferences = {name: Inference(child.line("about"), some_of(child, "rows", among, "rows")) for name, child in told}
    pool = fields.number("pool", 0, 0, 100)
    return None if _broken(fields, [*named, *told]) else Profile(rows, inferences, pool)


def coalition(fields: Fields) -> Coalition | None:
    """The table; None where something in it is mistaken, which is reported."""
    promises = texts(fields, "promises")
    if len(promises) > _PROMISES:
        message = f"there are {len(promises)} promises"
        fields.wrong_key("E027", "promises", message, f"no more than {_PROMISES}, or nobody could weigh every set")
    named = children(fields, "groups", GROUP)
    groups = {name: _group(child, promises) for name, child in named}
    permit, best = (fields.number(key, 1, 1, max(1, len(groups))) for key in ("permit", "best"))
    excludes = tuple(_excludes(fields, promises))
    return None if _broken(fields, named) else Coalition(promises, excludes, groups, permit, best)


def _group(fields: Fields, promises: Mapping[str, str]) -> Group:
    found = Group(
        fields.line("name"),
        fields.line("speaker"),
        one_of(fields, "demand", promises, "promises"),
        one_of(fields, "red-line", promises, "promises"),
        fields.line("about"),
    )
    if found.demand and found.demand == found.red_line:
        message = f"this group asks for {shown(found.demand)} and leaves over it"
        fields.wrong_key("E071", "red-line", message, "name another promise")
    return found


def _excludes(fields: Fields, promises: Mapping[str, str]) -> list[tuple[str, str]]:
    node = fields.mapping("excludes")
    found = []
    for one, other in node.entries.items() if node is not None else ():
        if node is None or not isinstance(other, Scalar):
            fields.wrong("E022", other, "this is not the name of a promise", "write `one: other`")
            continue
        key = Scalar(one, node.keys[one], "")
        found.append((known(key, fields, promises, "promises"), known(other, fields, promises, "promises")))
    return found


def ballots(fields: Fields) -> Ballots | None:
    """The table; None where something in it is mistaken, which is reported."""
    doors = fields.number("doors", 1, 1, 1000)
    named = children(fields, "cases", BALLOT)
    asked = _answering(named)
    cases = {
        name: Case(
            child.line("about"),
            one_of(child, "first", asked, "districts that are asked"),
            one_of(child, "second", asked, "districts that are asked"),
            amounts(child, "answers", asked, doors),
        )
        for name, child in named
    }
    return None if _broken(fields, named) else Ballots(doors, cases)


def _answering(named: list[tuple[str, Fields]]) -> tuple[str, ...]:
    """Every district that some case is asked in."""
    nodes = [node for _, child in named if (node := child.mapping("answers")) is not None]
    return tuple(dict.fromkeys(district for node in nodes for district in node.entries))


def _broken(fields: Fields, named: list[tuple[str, Fields]]) -> bool:
    return fields.broken or any(child.broken for _, child in named)
