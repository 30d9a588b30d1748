"""Cards as pages of HTML that stand alone."""
