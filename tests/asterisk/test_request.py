"""What is asked of ARI is written as the standard library writes it, also where that is not asked."""

from urllib.parse import quote, urlencode

from hypothesis import example, given
from hypothesis import strategies as st

from asterisk.ari.request import encoded, path

ANY = st.text(st.characters(exclude_categories=["Cs"]))  # lone surrogates are no text
NAMES = st.from_regex(r"[a-zA-Z]{1,8}", fullmatch=True)


@given(ANY)
@example("leg-agent1~")
@example("mix-1700000000.1")
@example("a/b c+d%")
@example("line\n")
def test_a_name_is_quoted_into_the_path(name: str) -> None:
    assert path("/channels/{}/hold", name) == f"/channels/{quote(name, safe='')}/hold"


@given(st.dictionaries(NAMES, ANY, max_size=4))
@example({"endpoint": "PJSIP/desk-1", "callerId": "Kim <010>", "app": "cordboard"})
@example({"media": "sound:a,sound:b", "value": ""})
def test_a_query_is_encoded(values: dict[str, str]) -> None:
    assert encoded(values) == urlencode(values)
