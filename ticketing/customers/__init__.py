"""Customers: what is known of whoever calls, by what they are found, and what becomes of it. Pure.

Rule: a record is never overwritten. Each field has values side by side (CUS-14); records that are merged keep what is
theirs and point to the one they belong to, so that a merge can be undone.
"""
