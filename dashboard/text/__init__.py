"""Numbers, periods and texts in the reader's language."""
