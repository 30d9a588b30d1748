"""`sector-composition`: what the trade was made of."""
