"""The full screen, by Textual's pilot and on real pseudo-terminals."""
