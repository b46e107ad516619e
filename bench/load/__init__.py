"""Callers and agents who make work for a whole house, each kind in a process of its own. Rule: no part of the house."""
