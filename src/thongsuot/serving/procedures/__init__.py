"""The catalogue of procedures: versions by effective date, search, guides."""
