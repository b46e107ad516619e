"""The agent's phone: gateway between the browser and the switch, and simulated callers."""
