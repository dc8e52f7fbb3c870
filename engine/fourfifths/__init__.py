"""Four-Fifths: a narrative game for the terminal, and the tool that writes, plays and proves one."""

__version__ = "0.1.0"
