"""What the house says about itself: the table of its metrics, the shape of its log lines. Knows nobody, does no I/O."""
