"""From documents and official series to normalized, sourced, bounded rows of Parquet."""
