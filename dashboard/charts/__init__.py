"""What the drawings of several cards share."""
