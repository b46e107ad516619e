"""Lists as files: written in the background, fetched once, gone with it."""
