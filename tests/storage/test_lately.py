"""What each request needs is read once in a few seconds, and never after it was changed here."""

from storage.lately import LASTS, Lately


class Known:
    def __init__(self) -> None:
        self.now = 100.0
        self.lately: Lately[str] = Lately(lambda: self.now)

    def read(self, name: str, value: str) -> None:
        self.lately.keep(name, value, self.lately.changes)


def test_what_was_read_is_known_for_a_few_seconds() -> None:
    known = Known()
    known.read("kim", "Kim")
    known.now += LASTS - 0.1
    assert known.lately.find("kim") == "Kim"
    known.now += 0.1
    assert known.lately.find("kim") is None


def test_after_a_change_it_is_read_again() -> None:
    known = Known()
    known.read("kim", "Kim")
    known.lately.forget()
    assert known.lately.find("kim") is None


def test_what_was_read_before_a_change_and_comes_after_it_is_not_kept() -> None:
    known = Known()
    began = known.lately.changes
    known.lately.forget()
    known.lately.keep("kim", "as it was", began)
    assert known.lately.find("kim") is None


def test_a_clock_that_was_set_back_makes_nothing_last_longer() -> None:
    known = Known()
    known.read("kim", "Kim")
    known.now -= 1000
    assert known.lately.find("kim") is None
