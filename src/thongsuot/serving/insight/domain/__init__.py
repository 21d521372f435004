"""What is measured and how parts make shares; pure."""
