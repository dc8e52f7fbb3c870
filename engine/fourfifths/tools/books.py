"""What a story's ledger, profile, coalition and ballots come to, as lines of text that a reader can check."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from fourfifths import plural
from fourfifths.systems.allocation import TableError
from fourfifths.systems.ballots import Ballots
from fourfifths.systems.coalition import Coalition
from fourfifths.systems.ledger import Ledger
from fourfifths.systems.profile import Act, Profile
from fourfifths.tools.sums import aligned


def book(ledger: Ledger) -> Iterator[str]:
    """Every entry that the story can make."""
    rows = [("", "amount", "due in act", "settles")]
    for name, entry in ledger.entries.items():
        due = str(entry.due.act) if entry.due else "-"
        rows.append((name, f"{entry.amount} {entry.unit}", due, entry.settles or "-"))
    yield from aligned(rows)


def posted(ledger: Ledger, names: tuple[str, ...]) -> Iterator[str]:
    """These entries as they stand in the book, every balance, and the debts that stand. TableError."""
    ledger.check(names)
    for name in names:
        entry = ledger.entries[name]
        yield f"{name}, in {entry.unit}: {entry.about}"
        yield f"  debit  {_side(entry.debit)}"
        yield f"  credit {_side(entry.credit)}"
    for unit in ledger.units:
        balances = ledger.balances(names, unit)
        standing = {account: balance for account, balance in balances.items() if balance}
        if standing:
            yield ""
            yield f"{unit}: above 0 owes, below 0 is owed"
            yield from aligned((ledger.accounts[account], f"{each:+}") for account, each in standing.items())
            yield f"together {' '.join(f'{each:+}' for each in standing.values())} = {sum(standing.values())}"
    debts = ledger.debts(names)
    yield ""
    yield "debts that stand:" if debts else "no debt stands"
    for name, debt in debts.items():
        entry = ledger.entries[name]
        by, to = ledger.accounts[debt.by], ledger.accounts[debt.to]
        yield f"  act {debt.act}: {by} owes {to} {entry.amount} {entry.unit} ({name})"


def rows_of(profile: Profile, acts: Mapping[str, Act]) -> Iterator[str]:
    """What is done with each row and what it brings, and what a buyer can tell from those that are sold."""
    rows = [("", "row", "bid", "then", "brings")]
    for name, row in profile.rows.items():
        false = " (found out)" if profile.found_out(acts, name) else ""
        act = f"{acts[name]}{false}"
        rows.append((row.name, name, f"{row.bid:,}", f"{row.second:,}", f"{act} {profile.brings(acts, name):,}"))
    yield from aligned(rows)
    brought = [each for name in profile.rows if (each := profile.brings(acts, name))]
    yield f"a quarter: {' + '.join(f'{each:,}' for each in brought) or '0'} = {sum(brought):,}"
    for name in profile.rows:
        by = profile.found_out(acts, name)
        if by:
            yield f"row {name} is false, and row {' and row '.join(by)} shows it: the bid is taken back"
    yield ""
    told = list(profile.inferred(acts))
    yield "whoever holds the sold rows can tell:" if told else "whoever holds the sold rows can tell nothing"
    for name in told:
        inference = profile.inferences[name]
        yield f"  {inference.about} (row {' and row '.join(inference.rows)})"


def groups(coalition: Coalition, made: tuple[str, ...]) -> Iterator[str]:
    """What each group asks for and leaves over, and whom these promises hold. TableError."""
    for promise in made:
        if promise not in coalition.promises:
            known = ", ".join(coalition.promises)
            raise TableError(promise, f"there is no promise {promise!r}; there are {known}")
    promised = frozenset(made)
    satisfied, kept = coalition.satisfied(promised), coalition.kept(promised)
    rows = [("", "asks for", "leaves over", "")]
    for name, group in coalition.groups.items():
        rows.append((group.name, group.demand, group.red_line, _verdict(coalition, name, satisfied, kept, promised)))
    yield from aligned(rows)
    yield ""
    for one, other in coalition.excludes:
        undone = ": both are promised, and neither can be kept" if promised >= {one, other} else ""
        yield f"{one} and {other} undo each other{undone}"
    found = f"{plural.counted(len(satisfied), 'group')} of {len(coalition.groups)}"
    yield f"{found}; the permit takes {coalition.permit}, the best ending {coalition.best}"


def widest(coalition: Coalition) -> Iterator[str]:
    """How many sets of promises hold how many groups, and the smallest that hold the most."""
    spread = coalition.spread()
    total = sum(spread.values())
    for least in (coalition.permit, coalition.best):
        number = sum(many for size, many in spread.items() if size >= least)
        yield f"{number:,} of {total:,} sets of promises hold {least} groups or more"
    yield f"no set holds more than {max(spread)} of {len(coalition.groups)}; the least that do:"
    for made in coalition.widest():
        yield f"  {', '.join(promise for promise in coalition.promises if promise in made)}"


def counted(ballots: Ballots, asked: tuple[str, ...]) -> Iterator[str]:
    """The cases with the answers of these districts, and the voice that they come to. TableError."""
    every = ballots.asked()
    for district in asked:
        if district not in every:
            raise TableError(district, f"there is no district {district!r}; there are {', '.join(every)}")
    doors = [district for district in every if district in asked] if asked else list(every)
    points = ballots.points(frozenset(doors))
    for name, case in ballots.cases.items():
        yield f"{name}: {case.about}"
        for district in doors:
            first = case.answers.get(district)
            if first is not None:
                choice = ballots.choice(case, district) or "split"
                yield f"  {district}: {first} to {ballots.doors - first}, {choice}"
    yield ""
    for district, voice in ballots.voices(frozenset(doors)).items():
        chosen = [
            sum(ballots.choice(case, each) == district for each in doors)
            for case in ballots.cases.values()
            if district in (case.first, case.second)
        ]
        most = f", and {voice} is the most" if voice < points[district] else ""
        yield f"{district}: {' + '.join(map(str, chosen))} = {points[district]}{most}"


def _side(side: Mapping[str, int]) -> str:
    return ", ".join(f"{account} {amount}" for account, amount in side.items())


def _verdict(
    coalition: Coalition, name: str, satisfied: tuple[str, ...], kept: frozenset[str], made: frozenset[str]
) -> str:
    group = coalition.groups[name]
    if name in satisfied:
        return "stays"
    if group.red_line in made:
        return "leaves over its red line"
    return "leaves: cannot be kept" if group.demand in made and group.demand not in kept else "not asked"
