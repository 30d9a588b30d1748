"""`monthly-trade`: exports and imports by month, never annualised."""
