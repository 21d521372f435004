"""Pages of notices of conclusion."""
