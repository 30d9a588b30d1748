"""Cards as Excel workbooks."""
