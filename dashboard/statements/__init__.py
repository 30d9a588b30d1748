"""Stated figures with their bounds, merged and described for every card that shows them."""
