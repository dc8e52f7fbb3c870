"""`fourfifths saves`: the saved games there are. Nothing here changes one but `delete`."""

from __future__ import annotations

import dataclasses
import json
import sys
from pathlib import Path

import click

from fourfifths import edge
from fourfifths.commands.parameters import saves_option
from fourfifths.plain import prose
from fourfifths.saves import SaveError, SlotInfo, Store
from fourfifths.saves.folder import choose


@click.group(name="saves", epilog="\b\nExample:\n  fourfifths saves list")
def command() -> None:
    """List, check and delete saved games."""


@command.command(
    name="list",
    short_help="Show every saved game, newest first.",
    epilog="\b\nExample:\n  fourfifths saves list --json",
)
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@saves_option
def list_saves(saves: Path | None, as_json: bool) -> int:
    """Show every saved game, newest first, with those that cannot be loaded."""
    found = _store(saves).slots()
    if as_json:
        click.echo(json.dumps([dataclasses.asdict(info) for info in found], indent=2))
    else:
        click.echo("\n".join(prose.slot(info, titled=True) for info in found) or "There are no saved games yet.")
    return 0


@command.command(epilog="\b\nExample:\n  ls $(fourfifths saves path)")
@saves_option
def path(saves: Path | None) -> int:
    """Show the folder that saved games are kept in."""
    click.echo(choose(saves))
    return 0


@command.command(epilog="\b\nExample:\n  fourfifths saves check")
@saves_option
def check(saves: Path | None) -> int:
    """Read every saved game; exit code 1 where one is damaged."""
    found = _store(saves).slots()
    bad = [info for info in found if info.problem]
    for info in bad:
        click.echo(prose.slot(info, titled=True))
    click.echo(f"{len(found) - len(bad)} of {len(found)} saved games are whole.")
    return 1 if bad else 0


@command.command(epilog="\b\nExample:\n  fourfifths saves delete auto-3")
@click.argument("slot")
@click.option("--yes", is_flag=True, help="Do not ask.")
@saves_option
def delete(slot: str, yes: bool, saves: Path | None) -> int:
    """Delete the saved game SLOT and its backup."""
    store = _store(saves)
    try:
        info = _existing(store, slot)
        if not yes and not _agreed(info):
            return 1
        store.delete(slot)
    except SaveError as error:
        edge.complain(str(error))
        return 3
    click.echo(f"Deleted {slot}.")
    return 0


def _store(saves: Path | None) -> Store:
    return Store(choose(saves))


def _existing(store: Store, slot: str) -> SlotInfo:
    """What is in the slot. SaveError where there is nothing, or where this is no slot's name."""
    info = next((info for info in store.slots() if info.slot == slot), None)
    if info is None:
        store.read(slot)
        return store.info(slot)
    return info


def _agreed(info: SlotInfo) -> bool:
    if sys.stdin is None or not sys.stdin.isatty():
        edge.complain("add --yes to delete a saved game where nobody can be asked.")
        return False
    click.echo(prose.slot(info, titled=True))
    return click.confirm("Delete this saved game?")
