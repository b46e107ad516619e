"""Customers on SQL: the journal makes them, people add to them, merge and erase them."""
