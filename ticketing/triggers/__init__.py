"""Triggers: when its conditions hold for a ticket, its actions run (TKT-34 to TKT-39). Pure.

`conditions` says what can be asked of a ticket, `actions` what can be done, `chain` which triggers fire and in what
order, `checker` what is wrong with one. What is known of the ticket comes in as `Seen`; what is to be done goes out as
effects.
"""
