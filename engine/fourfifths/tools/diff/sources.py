"""A story from a folder, or from a revision of the git repository here, read without touching the checkout."""

from __future__ import annotations

import io
import subprocess
import tarfile
from pathlib import Path

from fourfifths.compiler import compile_story, compile_texts
from fourfifths.model import Story

MOST = 64 << 20


class SourceError(Exception):
    """There is no story of this name."""


def story(name: str, folder: Path) -> Story:
    """The story in a folder of this name, or in `folder` as it was in this revision; `REVISION:FOLDER` names both.

    SourceError where there is none, StoryError where it does not compile.
    """
    place = Path(name)
    if (place / "story.yaml").is_file():
        return compile_story(place)
    if place.is_dir():
        raise SourceError(f"there is no story in {name}")
    revision, _, inside = name.partition(":")
    return compile_texts(_files(revision, inside, folder))


def _files(revision: str, inside: str, folder: Path) -> dict[str, bytes]:
    root = Path(_git(folder if folder.is_dir() else Path(), "rev-parse", "--show-toplevel").decode().strip())
    commit = _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}", what=revision)
    path = (inside or _below(folder, root)).strip("/")
    data = _git(root, "archive", "--format=tar", commit.decode().strip(), "--", path or ".", what=f"{revision}:{path}")
    found = {}
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        for member in archive:
            name = member.name.removeprefix(f"{path}/")
            file = archive.extractfile(member) if member.isreg() and name.endswith(".yaml") else None
            if file is not None:
                found[name] = file.read(MOST)
    if "story.yaml" not in found:
        raise SourceError(f"there is no story in {revision}:{path}")
    return found


def _below(folder: Path, root: Path) -> str:
    try:
        return folder.resolve().relative_to(root.resolve()).as_posix()
    except ValueError:
        raise SourceError(f"{folder} is not in the repository {root}") from None


def _git(folder: Path, *words: str, what: str = "") -> bytes:
    try:
        done = subprocess.run(["git", "-C", str(folder), *words], capture_output=True, check=False)  # noqa: S603, S607
    except OSError:
        raise SourceError("git cannot be run") from None
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().splitlines()
        named = f"neither a folder nor a revision here: {what}" if what else ""
        raise SourceError(named or (said[-1] if said else "git says no"))
    return done.stdout
