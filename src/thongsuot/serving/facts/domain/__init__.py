"""Pure: the fact table, its counters and measures, periods. No Django."""
