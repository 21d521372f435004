"""The rules of a notice of conclusion, pure: numbering, life cycle, signature blocks, opening words, printed text."""
