"""`coverage`: which year, direction and source has data."""
