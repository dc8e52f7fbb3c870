"""The outermost ring: whatever happens inside, a user sees a sentence and gets an exit code, never a traceback."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from fourfifths import __version__, markup, streams

PIPE = 141
"""128 + SIGPIPE: what a program gets whose reader went away."""


def run(work: Callable[[], int]) -> int:
    """The exit code of `work`. FOURFIFTHS_DEBUG=1 lets exceptions through."""
    streams.forgive()
    try:
        code = work()
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError as error:
        if error.errno not in (errno.EPIPE, errno.EIO):
            return _unexpected(error)
        silence()
        return PIPE
    except KeyboardInterrupt:
        return 130
    except Exception as error:  # noqa: BLE001 - the place where the unexpected is caught
        return _unexpected(error)
    return code


def complain(*sentences: str) -> None:
    """One line for the user on standard error."""
    if sys.stderr is not None:
        words = markup.clean(" ".join(sentence for sentence in sentences if sentence))
        print(f"fourfifths: {words}", file=sys.stderr)  # noqa: T201


def is_tty(stream: TextIO | None) -> bool:
    """Whether this is an open terminal."""
    return stream is not None and not stream.closed and stream.isatty()


def coloured(stream: TextIO | None) -> bool:
    """Whether a report on this stream may have colours."""
    return is_tty(stream) and not os.environ.get("NO_COLOR") and os.environ.get("TERM", "") not in ("", "dumb")


def silence() -> None:
    """Give what is still to be written to nobody, so that the interpreter's last flush does not complain."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            os.dup2(nowhere, stream.fileno())


def _unexpected(error: Exception) -> int:
    if os.environ.get("FOURFIFTHS_DEBUG", "0") not in ("", "0"):
        raise error
    complain(f"something went wrong that should not have ({type(error).__name__}).", _report(error))
    return 1


def _report(error: Exception) -> str:
    """Write a report with the traceback, and say where it is."""
    import platform
    import tempfile
    import traceback

    text = "\n".join(
        (
            f"fourfifths {__version__}, Python {platform.python_version()}, {platform.platform()}",
            *traceback.format_exception(error),
        )
    )
    for folder in (_state_folder, lambda: Path(tempfile.gettempdir())):
        try:
            place = folder()
            place.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(prefix="fourfifths-report-", suffix=".txt", dir=place)
            with os.fdopen(handle, "w", encoding="utf-8", errors="replace") as file:
                file.write(text)
        except (OSError, RuntimeError):
            continue
        return f"The saved game is as it was. A report for the makers is in {name}"
    return "The saved game is as it was. Run it again with FOURFIFTHS_DEBUG=1 to see more."


def _state_folder() -> Path:
    import platformdirs

    return platformdirs.user_state_path("fourfifths", appauthor=False)
