"""What one test may not leave behind for the next in the same process, and in how many processes tests run."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator

import pytest


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int:
    """One more than there are cores: a test of a screen or of a command waits for most of its time."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return cores + 1


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown() -> Iterator[None]:
    """A screen freezes all there is for as long as its process lives, and each compile then counts it again."""
    try:
        return (yield)
    finally:
        gc.unfreeze()
