"""Queues: who waits, who is free, and who gets whom. Pure; knows nothing of calls beyond cti's words."""
