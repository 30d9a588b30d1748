"""The files of one card: each function takes a Card and returns bytes or text."""
