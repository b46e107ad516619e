"""What people do with tickets: one at a time, many at once, from one service to another."""
