"""`statement-ledger`: every stated figure with its bounds."""
