"""What rows say of one another: levels, comparisons, implied values, mirrored declarations."""
