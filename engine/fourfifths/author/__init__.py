"""Author mode, below the front ends: why a choice is open, what moved a value, and the story read again while it plays.

parts (a condition in pieces) + trail (what moved what) -> explain (frozen values) -> words (lines for a reader).
Workshop is the door: a front end hands it its session. Nothing here is imported unless `--author` is given.
"""
