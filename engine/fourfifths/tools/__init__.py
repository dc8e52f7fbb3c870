"""What an author works with beside the game: checks, pictures and figures of a story."""
