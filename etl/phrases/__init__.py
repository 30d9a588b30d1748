"""Printed phrases as numbers, bounds, units and periods, in four languages."""
