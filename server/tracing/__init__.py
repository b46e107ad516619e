"""Traces of calls, by OTLP: one trace a call, whose id follows from the call's, so that a restart goes on in it.

`stages` folds facts to spans and is pure; `ids` makes their ids; `exporting` alone knows OpenTelemetry, and is read in
only when a collector is named.
"""
