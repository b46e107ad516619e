"""Tickets and callbacks: what remains after a call. Pure."""
