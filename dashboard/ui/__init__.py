"""What pages are made of: filters, cards, dialogs, the pack builder."""
