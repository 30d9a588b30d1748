"""Packs of several cards: chosen, kept in a link or a file, and put together in every format."""
