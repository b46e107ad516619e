"""The polite no."""


class Refused(Exception):
    """Somebody asked for what the present state does not allow. The text can be shown to that person.

    code: a stable name of the reason, so that a desk can say it in the language of its person; "" where the text is
    all there is. values: what the sentence names, such as the id of an agent or a state.
    """

    def __init__(self, text: str, code: str = "", **values: str) -> None:
        super().__init__(text)
        self.code, self.values = code, values
