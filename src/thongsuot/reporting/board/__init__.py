"""Boards of the real-time index: the nation, a province, a unit; theirs beside ours; the wall."""
