"""`statement-check`: what was stated against the official value."""
