"""The polite no."""


class Refused(Exception):
    """Somebody asked for what the present state does not allow. The text can be shown to that person."""
