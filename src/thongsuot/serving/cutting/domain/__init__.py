"""What a cut saves and how a package adds up; pure."""
