"""The shipped story's playthroughs, and what they must cover between them."""
