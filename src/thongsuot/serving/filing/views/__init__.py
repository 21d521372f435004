"""Pages of online filing and of public tracking."""
