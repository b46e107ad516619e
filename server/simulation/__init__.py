"""Scenarios are played on the production engine, desk and routing in virtual time: `cti simulate` and the page."""
