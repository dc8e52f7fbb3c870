"""The file of a proof: read with suspicion, replaced at one stroke.

Most commands find no proof that is fresh, so what reads one is loaded when there is one.
"""

from __future__ import annotations

import json
from pathlib import Path

from fourfifths.model import Story
from fourfifths.proofs.kept import Kept

PLACE = Path(".fourfifths") / "proof.json"
"""Where a story's proof is kept, within its folder."""
MAX_BYTES = 256 << 20
HEAD = 4096
"""Bytes in which the story's hash stands."""


class ProofFileError(Exception):
    """A proof cannot be read or written; says why."""


def read(path: Path) -> Kept | None:
    """The proof in a file; None where there is no file. ProofFileError where it holds none that can be used."""
    from fourfifths.proofs.shape import ShapeError, from_object

    try:
        if not path.is_file():
            return None
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise ProofFileError(f"{path} cannot be read: {error.strerror}") from error
    if len(data) > MAX_BYTES:
        raise ProofFileError(f"{path} is too large to be a proof")
    try:
        return from_object(json.loads(data))
    except (ValueError, RecursionError) as error:
        raise ProofFileError(f"{path} is damaged") from error
    except ShapeError as error:
        raise ProofFileError(f"{path} cannot be used: {error}") from error


def fresh(path: Path, story: Story) -> Kept | None:
    """The proof of this very story, if the file holds it; whatever else it holds is nobody's concern here.

    The hash stands near its beginning, so that a stale proof costs no more than a look.
    """
    try:
        with path.open("rb") as file:
            if json.dumps(story.hash).encode() not in file.read(HEAD):
                return None
        found = read(path)
    except (OSError, ProofFileError):
        return None
    return found if found and found.fresh(story) else None


def write(path: Path, kept: Kept) -> None:
    """Puts the proof in the place of the one that is there; on ProofFileError that one stands."""
    from fourfifths import atomic
    from fourfifths.proofs.shape import as_object

    data = json.dumps(as_object(kept), ensure_ascii=False, separators=(",", ":"))
    try:
        atomic.replace(path, f"{data}\n".encode())
    except OSError as error:
        raise ProofFileError(f"{path} cannot be written: {error.strerror}") from error
