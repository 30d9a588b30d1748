"""Cards as Word documents."""
