"""From paper to file and back: scans read and checked, results signed, kept for their owner, verified by anybody."""
