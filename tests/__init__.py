"""Tests, one folder a room. Names are sentences; `spec` marks say which numbered feature a test shows."""
