"""The findings: every comparison that tells something, in words."""
