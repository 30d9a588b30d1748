"""One page each: a list of cards and panels."""
