"""What a player has found over all runs: endings and choices, in profile.json beside the saves.

Merging is set union, so two windows, or a copied file, can only add. It is an extra: where it cannot be read or
written, play goes on, and what was found in this run is written with the next chance.
"""

from __future__ import annotations

from fourfifths.saves import codec, shape
from fourfifths.saves.codec import Body
from fourfifths.saves.errors import SaveError, reason
from fourfifths.saves.generations import Generations
from fourfifths.saves.store import Store

_NAME = "profile.json"


class Profile:
    """The profile of one story's player. Reads the file when it is first asked."""

    def __init__(self, store: Store, story: str) -> None:
        self._store = store
        self._story = story
        self._generations = Generations(store.files, store.folder / _NAME)
        self._found: dict[str, set[str]] = {"endings": set(), "choices": set()}
        self._loaded = False
        self._changed = False

    @property
    def endings(self) -> tuple[str, ...]:
        """The ids of the endings found, sorted."""
        self._load()
        return tuple(sorted(self._found["endings"]))

    def has_chosen(self, choice: str) -> bool:
        """Whether this choice (`scene.choice`) was taken in any run."""
        self._load()
        return choice in self._found["choices"]

    def add(self, choice: str = "", ending: str = "") -> None:
        """Notes a choice taken or an ending reached; `flush` writes them."""
        for kind, name in (("choices", choice), ("endings", ending)):
            if name and name not in self._found[kind]:
                self._found[kind].add(name)
                self._changed = True

    def flush(self) -> None:
        """Writes what is new. SaveError where it cannot; it stays noted."""
        if not self._changed:
            return
        try:
            lock = self._store.files.lock(self._store.folder / f"{_NAME}.lock", wait=True)
            if lock is None:
                return
            try:
                self._merge_and_write()
            finally:
                lock.release()
        except OSError as error:
            raise SaveError(f"Not saved: {reason(error)}.") from error
        self._changed = False

    def _merge_and_write(self) -> None:
        body = self._read()
        mine = body["stories"].setdefault(self._story, {"endings": [], "choices": []})
        for kind, names in self._found.items():
            names.update(mine[kind])
            mine[kind] = sorted(names)
        self._generations.write(codec.encode(shape.profile(body)))

    def _load(self) -> None:
        if self._loaded:
            return
        self._loaded = True
        mine = self._read()["stories"].get(self._story, {})
        for kind, names in mine.items():
            self._found.get(kind, set()).update(names)

    def _read(self) -> Body:
        try:
            return self._generations.read(lambda data: shape.profile(codec.decode(data)))[0]
        except SaveError:
            return {"kind": "profile", "stories": {}}
