"""The query of a link as it arrives: filters, and the look of a picture."""
