"""The dashboard: one card per question, built from the tables that `etl` publishes."""
