"""Tags of the serving loop."""
