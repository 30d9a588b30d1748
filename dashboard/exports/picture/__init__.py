"""Cards as SVG, PNG and PDF."""
