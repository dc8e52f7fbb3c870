"""Whole bodies of saves for tests."""

from __future__ import annotations

from fourfifths.saves.codec import Body


def body(number: int = 1, **changes: object) -> Body:
    """A body that a store accepts; `number` tells it from others."""
    return {
        "kind": "play",
        "run": "run",
        "saved_at": f"2026-01-01T00:00:{number:09.6f}Z",
        "app": "0.1.0",
        "note": "",
        "story": {"id": "tiny", "title": "Tiny", "version": "1.0", "hash": "0" * 64},
        "preview": {"scene": "The Inn", "when": "", "meters": {"Trust": number}},
        "seed": number,
        "first": ["town/inn", "The Inn"],
        "log": [["song", "Sing.", "town/inn", "The Inn", [["trust", 50, 54, "They knew the tune."]]], ["down"]],
        "cursor": 2,
        "anchor": None,
        "states": [[2, "town/inn", {"trust": 50, "weather": "dry", "audited": False}], [1, "town/inn", {"trust": 54}]],
        "kept": {},
        **changes,
    }
