"""What queues and agents did: folds over the journal. Pure; definitions: docs/figures.md."""

from routing.figures.day import Key, Sums
from routing.figures.fold import KINDS, Figures
from routing.figures.tally import SLOT, Tally, added

__all__ = ["KINDS", "SLOT", "Figures", "Key", "Sums", "Tally", "added"]
