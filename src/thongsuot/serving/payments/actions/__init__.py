"""Every change of payments."""
