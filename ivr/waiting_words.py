"""What a queue tells of itself, in words: the place, the wait, the key that calls back.

Rule: a wait is rounded up to a step that people use, and once told it does not grow for a single step: nobody hears
three minutes, then four, then three.
"""

from bisect import bisect_left

from ivr.flow import Form
from ivr.spoken import say

STEPS = (1, 2, 3, 4, 5, 7, 10, 15, 20, 30, 45, 60)  # minutes; 1: less than one
HOURS = 61  # more than the last step
UNKNOWN = 86_400.0  # s; a wait as long as that is told to nobody
FALLBACK = "en"

NEXT = {
    "en": "You are next in line.",
    "ko": "다음 순서로 연결됩니다.",
    "ja": "次《つぎ》におつなぎいたします。",
}
PLACE = {
    "en": "You are {} in line.",
    "ko": "현재 {} 순서로 기다리고 계십니다.",
    "ja": "お待《ま》ちの順番《じゅんばん》は{}です。",
}
SOON = {
    "en": "It should take less than a minute.",
    "ko": "예상 대기 시간은 1분 이내입니다.",
    "ja": "お待《ま》ちいただく時間《じかん》は1分以内《いっぷんいない》の見込《みこ》みです。",
}
MINUTES = {
    "en": "It should take about {} minutes.",
    "ko": "예상 대기 시간은 약 {}분입니다.",
    "ja": "お待《ま》ちいただく時間《じかん》はおよそ{}分《ふん》の見込《みこ》みです。",
}
LONG = {
    "en": "It may take more than an hour.",
    "ko": "한 시간 이상 기다리실 수 있습니다.",
    "ja": "一時間以上《いちじかんいじょう》お待《ま》ちいただくことがございます。",
}
BY_KEY = {
    "en": "To be called back instead, press {}.",
    "ko": "전화를 다시 받으시려면 {}번을 눌러 주십시오.",
    "ja": "折《お》り返《かえ》しのお電話《でんわ》をご希望《きぼう》の方《かた》は{}を押《お》してください。",
}


def rounded(seconds: float) -> int:
    """Minutes as they are told; 0 for a wait that nobody knows."""
    if seconds >= UNKNOWN:
        return 0
    step = bisect_left(STEPS, seconds / 60)
    return STEPS[step] if step < len(STEPS) else HOURS


def steady(told: int, now: int) -> int:
    """What is told after `told` minutes were, 0 for nothing yet."""
    ladder = (*STEPS, HOURS)
    grows_a_little = bool(told) and told < now and ladder.index(now) - ladder.index(told) == 1
    return told if grows_a_little else now


def place_in_words(place: int, language: str) -> str:
    said = _in(NEXT if place == 1 else PLACE, language)
    return said.format(say(Form.ORDINAL, str(place), _known(language)))


def wait_in_words(minutes: int, language: str) -> str:
    said = _in(SOON if minutes == 1 else LONG if minutes == HOURS else MINUTES, language)
    return said.format(say(Form.NUMBER, str(minutes), _known(language)))


def key_in_words(digit: str, language: str) -> str:
    return _in(BY_KEY, language).format(say(Form.DIGITS, digit, _known(language)))


def _in(texts: dict[str, str], language: str) -> str:
    return texts[_known(language)]


def _known(language: str) -> str:
    short = language.partition("-")[0]
    return short if short in NEXT else FALLBACK
