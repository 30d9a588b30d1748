"""The method page: how bounds are made, what figures rest on."""
