"""Measurements, each runnable alone: `python -m bench.<name>`. Figures of one table are taken in one run."""
