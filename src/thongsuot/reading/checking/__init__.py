"""What the checks need and an extracted figure no longer holds: which numbers stand beside which, and how.

Each module reads one shape of statement in one sentence and hands the engine figures (``kernel.figures``) that carry
both sides of the comparison. They are read for doubting only and never stored as claims.
"""
