"""Cards as slides."""
