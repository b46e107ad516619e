"""What would happen if: scenarios of a day, what comes of them, what theory says. Pure; `server.simulation` plays."""
