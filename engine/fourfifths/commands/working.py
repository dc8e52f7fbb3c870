"""What commands that work for a while share: how far they are, and plain words where a process is lost."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager

import click

from fourfifths import edge

Progress = Callable[[int, int], None]
"""Told how much is done, of how much."""

_WIDTH = 30


class LostProcessError(click.ClickException):
    """The system ended a process that worked for this one."""

    exit_code = 3


@contextmanager
def progress() -> Iterator[Progress]:
    """A bar on standard error, where that is a terminal; it is gone afterwards, however that comes."""
    seen = edge.is_tty(sys.stderr)
    shown = ""

    def tell(done: int, of: int) -> None:
        nonlocal shown
        bar = _bar(done, of)
        if seen and bar != shown:
            shown = bar
            click.echo(f"\r{bar}", nl=False, err=True)

    try:
        yield tell
    except BrokenProcessPool as error:
        message = "a process was ended by the system, perhaps for want of memory; try --jobs 1."
        raise LostProcessError(message) from error
    finally:
        if shown:
            click.echo("\r\033[K", nl=False, err=True)


def _bar(done: int, of: int) -> str:
    filled = _WIDTH * done // of if of else _WIDTH
    return f"[{'#' * filled}{'.' * (_WIDTH - filled)}] {100 * done // of if of else 100:3} %"
