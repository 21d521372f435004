"""What would lift a unit: levers, the best bundle of them, and the range of ranks it may bring. No Django."""
