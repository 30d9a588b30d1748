"""What readers found, in the rows of the tables."""
