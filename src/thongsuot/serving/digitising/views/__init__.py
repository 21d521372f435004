"""Pages of digitising: the desk, the head, the citizen, the public."""
