"""What others install: units and images, as far as they can be tried without installing them."""
