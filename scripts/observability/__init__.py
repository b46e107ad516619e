"""Tables of what is shown and of what wakes somebody; `scripts.dashboards` writes files from them."""
