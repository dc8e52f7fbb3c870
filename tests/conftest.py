"""What one test may not leave behind for the next in the same process."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown() -> Iterator[None]:
    """A screen freezes all there is for as long as its process lives, and each compile then counts it again."""
    try:
        return (yield)
    finally:
        gc.unfreeze()
