"""What stands on pages and is no card: headline figures, findings, the method, the table of statements."""
