"""Playthrough files: read, played, reported, rewritten."""
