"""Tests of routes on a real Asterisk: the same scenarios as in virtual time, by SIP, with keys that are heard."""
