"""What callers hear, kept and changed while the house runs: the library, who uses what, recordings that are brought."""
