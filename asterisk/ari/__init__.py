"""A thin typed client for the Asterisk REST Interface.

`operations` make a `Request` without doing anything, `Rest` sends it, `Stream` brings the events.
`objects`, `*events` and `operations` are generated from Asterisk's own description.
"""
