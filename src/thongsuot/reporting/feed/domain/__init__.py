"""Pure: rows of another system's feed, the events they tell, what is wrong with them. No Django."""
