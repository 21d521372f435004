"""Units through time: the pure part."""
