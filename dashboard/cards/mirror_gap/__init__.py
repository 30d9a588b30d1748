"""`mirror-gap`: what both countries declare of the same goods."""
