"""Readers: each returns what one provider published, in that provider's own labels."""
