"""Triggers at work: what is known of a ticket, what is done with it. Who fires is decided in `ticketing.triggers`."""
