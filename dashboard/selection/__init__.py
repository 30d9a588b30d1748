"""What is in view, as one value."""
