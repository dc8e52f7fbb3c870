"""Checks what a built wheel and sdist hold: the whole package and the story, and nothing else.

Usage: check_dist.py FOLDER, with one wheel and one sdist in it. Prints what is wrong and exits 1.
"""

from __future__ import annotations

import sys
import tarfile
import zipfile
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent


def expected() -> dict[str, str]:
    """Files of the checkout that must be in both, with their names in the wheel."""
    package = {path: path.relative_to(CHECKOUT / "engine") for path in (CHECKOUT / "engine/fourfifths").rglob("*")}
    story = {path: Path("fourfifths") / path.relative_to(CHECKOUT) for path in (CHECKOUT / "story").rglob("*")}
    found = {path: name for path, name in (package | story).items() if ".fourfifths" not in path.parts}
    files = {path: name for path, name in found.items() if path.is_file() and path.suffix != ".pyc"}
    return {path.relative_to(CHECKOUT).as_posix(): name.as_posix() for path, name in files.items()}


def wheel_problems(wheel: Path) -> list[str]:
    """What is missing from the wheel, and what should not be in it."""
    names = set(zipfile.ZipFile(wheel).namelist())
    package = {name for name in names if name.startswith("fourfifths/")}
    about = {name for name in names if name.split("/", 1)[0].endswith(".dist-info")}
    inside = {name.split("/", 1)[1] for name in about}
    wanted = set(expected().values()) | {"fourfifths/story/story.yaml", "fourfifths/py.typed"}
    return [
        *(f"{wheel.name} lacks {name}" for name in sorted(wanted - package)),
        *(f"{wheel.name} has {name}, which is not in the checkout" for name in sorted(package - wanted)),
        *(f"{wheel.name} has {name}" for name in sorted(names - package - about)),
        *(
            f"{wheel.name} lacks {name}"
            for name in ("METADATA", "entry_points.txt", "licenses/LICENSE")
            if name not in inside
        ),
    ]


def sdist_problems(sdist: Path) -> list[str]:
    """What is missing from the sdist, and what should not be in it."""
    with tarfile.open(sdist) as archive:
        names = {name.split("/", 1)[1] for name in archive.getnames() if "/" in name}
    wanted = set(expected()) | {"pyproject.toml", "README.md", "LICENSE", "CHANGELOG.md"}
    return [
        *(f"{sdist.name} lacks {name}" for name in sorted(wanted - names)),
        *(f"{sdist.name} has {name}" for name in sorted(names) if name.startswith((".ci/", "saves/", "benchmarks/"))),
    ]


def main(folder: Path) -> int:
    """Checks the one wheel and the one sdist in this folder."""
    (wheel,), (sdist,) = folder.glob("*.whl"), folder.glob("*.tar.gz")
    problems = wheel_problems(wheel) + sdist_problems(sdist)
    print("\n".join(problems) or f"{wheel.name} and {sdist.name} hold {len(expected())} files of the checkout")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
