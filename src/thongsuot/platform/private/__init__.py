"""What identifies a citizen is written sealed: whoever copies the disk or the database reads nothing (design §5)."""
