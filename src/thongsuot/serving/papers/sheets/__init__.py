"""One sheet as data, drawn alike as Word and as PDF/A: what the two show can never part."""
