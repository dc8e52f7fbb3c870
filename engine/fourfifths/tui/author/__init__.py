"""Author mode on the full screen. Imported only where the desk has a workshop."""
