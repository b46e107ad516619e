"""Routes that callers walk through: prompts, menus, hours, and the door at the end. Pure."""
