"""Codes of a second factor are those of RFC 6238, and passwords that everybody tries are refused."""

import pytest

from server.staff import totp
from server.staff.passwords import complaint_about

SECRET = b"12345678901234567890"  # of the test vectors


@pytest.mark.parametrize(
    ("now", "code"),
    [(59, "287082"), (1111111109, "081804"), (1111111111, "050471"), (1234567890, "005924"), (20000000000, "353130")],
)
def test_the_codes_are_those_of_the_rfc(now: int, code: str) -> None:
    assert totp.code(SECRET, now // totp.STEP) == code


def test_a_clock_may_be_a_step_off_and_no_more() -> None:
    here = totp.code(SECRET, 1000)
    assert [totp.step_of(SECRET, here, step * totp.STEP) for step in (998, 999, 1000, 1001, 1002)] == [
        0,
        *[1000] * 3,
        0,
    ]
    assert totp.step_of(SECRET, f"{here[:3]} {here[3:]}", 30_000) == 1000
    assert totp.step_of(SECRET, "", 30_000) == 0


def test_the_address_for_apps_names_the_house_and_the_login() -> None:
    told = totp.address(SECRET, "kim lee")
    assert told.startswith("otpauth://totp/Cordboard%3Akim%20lee?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=")


@pytest.mark.parametrize(
    "password",
    ["elevenchars", "passwordpassword", "Cordboard2026!", "123456789012", "aaaaaaaaaaab", "kim.minseo.lee", "x" * 201],
)
def test_a_bad_password_is_refused_with_a_remedy(password: str) -> None:
    assert complaint_about(password, "kim.minseo.lee", "Kim Minseo")


@pytest.mark.parametrize("password", ["a long sentence", "비밀번호는 길게 짓는다", "correct horse", "604815937260"])
def test_a_long_one_of_any_characters_is_good(password: str) -> None:
    assert complaint_about(password, "kim.minseo", "Kim Minseo") == ""
