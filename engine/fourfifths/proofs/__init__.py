"""Proofs that are kept beside a story: their values, their file, and the prints by which an edit is noticed."""

from __future__ import annotations

from fourfifths.proofs.file import PLACE, ProofFileError, fresh, read, write
from fourfifths.proofs.kept import Boxes, Entry, Finding, Kept, Play

__all__ = ["PLACE", "Boxes", "Entry", "Finding", "Kept", "Play", "ProofFileError", "fresh", "read", "write"]
