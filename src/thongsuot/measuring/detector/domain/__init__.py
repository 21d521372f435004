"""Questions about figures that look too good, too even or too hurried. Never accusations. No Django."""
