"""What both packages share: codes, intervals, periods, the schema, rates, errors and paths."""
