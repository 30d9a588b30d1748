"""Tables and a selection in, small tidy frames out: no charts, no state."""
