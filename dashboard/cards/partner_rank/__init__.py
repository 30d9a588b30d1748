"""`partner-rank`: where one country stands among the other's partners."""
