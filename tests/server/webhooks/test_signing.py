"""Signatures by the scheme of Standard Webhooks, with the example of its own documents; and how long one is patient."""

import base64

import pytest

from server.webhooks import patience, signing

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
BODY = b'{"test": 2432232314}'


def test_the_example_of_the_scheme_has_the_signature_that_it_tells() -> None:
    told = signing.headers([SECRET], "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330.0, BODY)
    assert told["webhook-signature"] == "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE="
    assert told["webhook-timestamp"] == "1614265330"


def test_while_a_secret_is_changed_both_sign() -> None:
    other = signing.secret_of(bytes(range(32)))
    told = signing.headers([other, SECRET], "msg_1", 1.0, BODY)["webhook-signature"].split(" ")
    assert told == [signing.signature(each, "msg_1", "1", BODY) for each in (other, SECRET)]


def test_a_secret_has_256_bits() -> None:
    secret = signing.secret_of(bytes(range(signing.BYTES)))
    assert len(base64.b64decode(secret.removeprefix("whsec_"))) == 32


def test_waits_grow_and_are_spread() -> None:
    assert [patience.wait(tries, 0.5) for tries in range(3)] == [1.0, 5.0, 30.0]
    assert patience.wait(99, 0.5) == 3600.0
    assert [round(patience.wait(2, chance), 6) for chance in (0.0, 1.0)] == [24.0, 36.0]


@pytest.mark.parametrize(("since", "hopeless"), [(0.0, False), (900_000.0, False), (700_000.0, True)])
def test_three_days_of_failing_are_hopeless(since: float, hopeless: bool) -> None:
    assert patience.is_hopeless(since, 1_000_000.0) is hopeless
