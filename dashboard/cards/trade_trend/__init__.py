"""`trade-trend`: how much the two countries trade a year."""
