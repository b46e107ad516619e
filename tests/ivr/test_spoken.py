"""Values as words, language by language."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ivr.flow import Form
from ivr.spoken import say


@pytest.mark.parametrize(
    ("value", "en", "ko", "ja"),
    [
        ("0", "zero", "영", "ぜろ"),
        ("4", "four", "사", "よん"),
        ("11", "eleven", "십일", "じゅういち"),
        ("21", "twenty-one", "이십일", "にじゅういち"),
        ("100", "one hundred", "백", "ひゃく"),
        ("360", "three hundred sixty", "삼백육십", "さんびゃくろくじゅう"),
        ("805", "eight hundred five", "팔백오", "はっぴゃくご"),
        ("1,000", "one thousand", "천", "せん"),
        ("3800", "three thousand eight hundred", "삼천팔백", "さんぜんはっぴゃく"),
        ("10000", "ten thousand", "만", "いちまん"),
        (
            "12345",
            "twelve thousand three hundred forty-five",
            "만 이천삼백사십오",
            "いちまんにせんさんびゃくよんじゅうご",
        ),
        ("10000000", "ten million", "천만", "いっせんまん"),
        ("110000", "one hundred ten thousand", "십일만", "じゅういちまん"),
        ("100000000", "one hundred million", "일억", "いちおく"),
        ("1000000000000", "one trillion", "일조", "いっちょう"),
        ("-2.50", "minus two point five", "마이너스 이 점 오", "まいなすにてんご"),
        ("many", "many", "many", "many"),
    ],
)
def test_numbers(value: str, en: str, ko: str, ja: str) -> None:
    assert [say(Form.NUMBER, value, language) for language in ("en", "ko", "ja")] == [en, ko, ja]


@pytest.mark.parametrize(
    ("value", "en", "ko", "ja"),
    [
        ("1", "first", "첫 번째", "いちばんめ"),
        ("2", "second", "두 번째", "にばんめ"),
        ("12", "twelfth", "열두 번째", "じゅうにばんめ"),
        ("20", "twentieth", "스무 번째", "にじゅうばんめ"),
        ("21", "twenty-first", "스물한 번째", "にじゅういちばんめ"),
        ("100", "one hundredth", "백 번째", "ひゃくばんめ"),
    ],
)
def test_ordinals(value: str, en: str, ko: str, ja: str) -> None:
    assert [say(Form.ORDINAL, value, language) for language in ("en", "ko", "ja")] == [en, ko, ja]


@pytest.mark.parametrize(
    ("value", "currency", "en", "ko", "ja"),
    [
        ("12000", "KRW", "twelve thousand won", "만 이천원", "いちまんにせんうぉん"),
        ("14", "JPY", "fourteen yen", "십사엔", "じゅうよえん"),
        ("1", "USD", "one dollar", "일달러", "いちどる"),
        ("12.5", "USD", "twelve dollars and fifty cents", "십이달러 오십센트", "じゅうにどるごじゅうせんと"),
        ("0.01", "EUR", "one cent", "일센트", "いちせんと"),
        ("-3", "GBP", "minus three pounds", "마이너스 삼파운드", "まいなすさんぽんど"),
        ("7", "CHF", "seven C H F", "칠 C H F", "ななC H F"),
    ],
)
def test_money(value: str, currency: str, en: str, ko: str, ja: str) -> None:
    assert [say(Form.MONEY, value, language, currency) for language in ("en", "ko", "ja")] == [en, ko, ja]


@pytest.mark.parametrize(
    ("value", "en", "ko", "ja"),
    [
        (
            "2026-06-08",
            "June eighth, twenty twenty-six",
            "이천이십육년 유월 팔일",
            "にせんにじゅうろくねんろくがつようか",
        ),
        (
            "20241020",
            "October twentieth, twenty twenty-four",
            "이천이십사년 시월 이십일",
            "にせんにじゅうよねんじゅうがつはつか",
        ),
        ("050419", "April nineteenth, two thousand five", "이천오년 사월 십구일", "にせんごねんしがつじゅうくにち"),
        ("1225", "December twenty-fifth", "십이월 이십오일", "じゅうにがつにじゅうごにち"),
        ("1900-01-01", "January first, nineteen hundred", "천구백년 일월 일일", "せんきゅうひゃくねんいちがつついたち"),
        ("20261332", "20261332", "20261332", "20261332"),
    ],
)
def test_dates(value: str, en: str, ko: str, ja: str) -> None:
    assert [say(Form.DATE, value, language) for language in ("en", "ko", "ja")] == [en, ko, ja]


@pytest.mark.parametrize(
    ("value", "en", "ko", "ja"),
    [
        ("00:00", "midnight", "자정", "ごぜんれいじ"),
        ("12:00", "noon", "정오", "ごごれいじ"),
        ("0905", "nine oh five a.m.", "오전 아홉시 오분", "ごぜんくじごふん"),
        ("16:10", "four ten p.m.", "오후 네시 십분", "ごごよじじゅっぷん"),
        ("12:30", "twelve thirty p.m.", "오후 열두시 삼십분", "ごごれいじさんじゅっぷん"),
        ("00:41", "twelve forty-one a.m.", "오전 영시 사십일분", "ごぜんれいじよんじゅういっぷん"),
        ("2026-12-25T15:00:00+09:00", "three p.m.", "오후 세시", "ごごさんじ"),
        ("24:00", "24:00", "24:00", "24:00"),
    ],
)
def test_times(value: str, en: str, ko: str, ja: str) -> None:
    assert [say(Form.TIME, value, language) for language in ("en", "ko", "ja")] == [en, ko, ja]


def test_digits_are_said_one_by_one() -> None:
    assert say(Form.DIGITS, "+10 2#", "en") == "plus one zero two hash"
    assert say(Form.DIGITS, "010", "ko") == "공 일 공"
    assert say(Form.DIGITS, "07", "ja-JP") == "ぜろ なな"


def test_a_language_that_we_do_not_speak_gets_the_value_itself() -> None:
    assert say(Form.NUMBER, "12", "de") == "12"


@given(
    st.sampled_from([None, *Form]),
    st.text(max_size=30) | st.from_regex(r"[-+0-9.,:T]{1,20}"),
    st.sampled_from(["en", "ko", "ja", "de"]),
)
def test_any_value_can_be_said_and_nothing_in_it_commands_the_speech(
    form: Form | None, value: str, language: str
) -> None:
    words = say(form, value, language, "USD" if form is Form.MONEY else "")
    assert not set(words) & set("[]{}<>\\\n\r\x00")


@given(st.integers(0, 10**16 - 1))
def test_every_number_has_other_words_in_every_language(number: int) -> None:
    for language in ("en", "ko", "ja"):
        assert say(Form.NUMBER, str(number), language) != say(Form.NUMBER, str((number + 1) % 10**16), language)
