"""The command as a user's shell runs it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

COMMAND = [sys.executable, "-m", "fourfifths"]
STORIES = Path(__file__).parents[1] / "stories"
PANTRY = str(STORIES / "pantry")


def environment(home: Path, **changes: str | None) -> dict[str, str]:
    """A plain environment whose home is `home`; a change to None takes a variable away."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "PYTHONPATH") if name in os.environ}
    base: dict[str, str | None] = {**kept, "HOME": str(home), "TERM": "xterm-256color"}
    base |= {"FOURFIFTHS_SAVES": str(home / "saves")} | changes
    return {name: value for name, value in base.items() if value is not None}


def run(
    *words: str, home: Path, typed: bytes | str = b"", cwd: Path | None = None, **changes: str | None
) -> subprocess.CompletedProcess[bytes]:
    """Run `fourfifths` with these words; what is typed comes through a pipe."""
    return subprocess.run(
        [*COMMAND, *words],
        input=typed.encode() if isinstance(typed, str) else typed,
        capture_output=True,
        cwd=cwd or home,
        env=environment(home, **changes),
        timeout=60,
        check=False,
    )
