"""What the house does with customers by itself: files old contacts, erases, keeps no longer than it was told."""
