"""Which texts of a route are spoken before anybody calls."""

from ivr.flow import Flow, Goodbye, Say, Step, Words
from server.prompts.ahead import texts_of


def test_texts_without_variables_are_spoken_in_each_language_that_they_have() -> None:
    hello = Words({"en": "Hello {{you}}.", "ko": "안녕하세요."})
    order = Words({"en": "Order {order} is ready."})
    bye = Words({"": "Bye."})
    steps: dict[str, Step] = {"hello": Say((hello, "support.menu", order), "bye"), "bye": Goodbye((bye,))}
    flow = Flow("support", 1, "hello", steps, languages=("en", "ko"))
    assert list(texts_of(flow)) == [("Hello {you}.", "en"), ("안녕하세요.", "ko"), ("Bye.", "en"), ("Bye.", "ko")]
