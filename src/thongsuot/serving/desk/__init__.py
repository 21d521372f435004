"""The desk: which dossier now, reception, what the other system says, and the counters themselves (J7)."""
