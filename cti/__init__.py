"""Calls and agents: what can be asked of them, and what happens to them.

The vocabulary of the whole house: every other room meets the others only in these words.
Pure: no I/O, no clock, no chance.
"""
