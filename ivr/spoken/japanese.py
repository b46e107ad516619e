"""Japanese words for values, in kana: with the sound changes of numbers and the own names of hours and days."""

from decimal import Decimal

from ivr.spoken.read import groups, parts

ONES = ["ぜろ", "いち", "に", "さん", "よん", "ご", "ろく", "なな", "はち", "きゅう"]
HUNDREDS = ["", "ひゃく", "にひゃく", "さんびゃく", "よんひゃく", "ごひゃく"]
HUNDREDS += ["ろっぴゃく", "ななひゃく", "はっぴゃく", "きゅうひゃく"]
THOUSANDS = ["", "せん", "にせん", "さんぜん", "よんせん", "ごせん", "ろくせん", "ななせん", "はっせん", "きゅうせん"]
SCALES = ["", "まん", "おく", "ちょう"]
BEFORE_CHO = {"いち": "いっ", "はち": "はっ", "じゅう": "じゅっ"}  # いっちょう, じゅっちょう
DIGITS = {**dict(zip("0123456789", ONES, strict=True)), "+": "ぷらす", "*": "こめじるし", "#": "しゃーぷ"}
MONTHS = ["いち", "に", "さん", "し", "ご", "ろく", "しち", "はち", "く", "じゅう", "じゅういち", "じゅうに"]
HOURS = ["れい", "いち", "に", "さん", "よ", "ご", "ろく", "しち", "はち", "く", "じゅう", "じゅういち"]
DAYS = {1: "ついたち", 2: "ふつか", 3: "みっか", 4: "よっか", 5: "いつか", 6: "むいか", 7: "なのか", 8: "ようか"}
DAYS |= {9: "ここのか", 10: "とおか", 14: "じゅうよっか", 20: "はつか", 24: "にじゅうよっか"}
ENDS_OF_DAYS = {7: "しち", 9: "く"}  # じゅうしちにち, にじゅうくにち
MINUTES = ["", "いっぷん", "にふん", "さんぷん", "よんぷん", "ごふん", "ろっぷん", "ななふん", "はっぷん", "きゅうふん"]
CURRENCIES = {
    "JPY": ("えん", ""),
    "KRW": ("うぉん", ""),
    "USD": ("どる", "せんと"),
    "EUR": ("ゆーろ", "せんと"),
    "GBP": ("ぽんど", "ぺんす"),
}


def number(value: Decimal) -> str:
    whole, rest = parts(value)
    said = cardinal(whole) + ("てん" + "".join(ONES[int(digit)] for digit in rest) if rest else "")
    return f"まいなす{said}" if value < 0 else said


def cardinal(value: int) -> str:
    fours = groups(value, 4)
    scales = reversed(SCALES[: len(fours)])
    return "".join(_scaled(four, scale) for four, scale in zip(fours, scales, strict=True) if four) or ONES[0]


def _scaled(value: int, scale: str) -> str:
    said = _four(value)
    if scale and value // 1000 == 1:
        said = f"いっ{said}"  # いっせんまん
    if scale == SCALES[3]:
        for end, changed in BEFORE_CHO.items():
            if said.endswith(end):
                said = said.removesuffix(end) + changed
                break
    return said + scale


def _four(value: int) -> str:
    thousands, rest = divmod(value, 1000)
    hundreds, rest = divmod(rest, 100)
    tens, ones = divmod(rest, 10)
    ten = ("" if tens == 1 else ONES[tens]) + "じゅう" if tens else ""
    return THOUSANDS[thousands] + HUNDREDS[hundreds] + ten + (ONES[ones] if ones else "")


def ordinal(value: int) -> str:
    return f"{cardinal(value)}ばんめ"


def money(amount: Decimal, currency: str) -> str:
    unit, cent = CURRENCIES.get(currency, (" ".join(currency), ""))
    whole, rest = parts(amount)
    hundredths = int(f"{rest}00"[:2]) if cent else 0
    if not hundredths:
        said = number(amount)
        return f"{said.removesuffix('ん') if unit == 'えん' and _four_at_end(whole, rest) else said}{unit}"
    whole_said = f"{cardinal(whole)}{unit}" if whole else ""
    return ("まいなす" if amount < 0 else "") + whole_said + f"{cardinal(hundredths)}{cent}"


def _four_at_end(whole: int, rest: str) -> bool:
    """よえん, じゅうよえん, よねん."""
    return not rest and whole % 10 == 4


def date(year: int, month: int, day: int) -> str:
    said = f"{MONTHS[month - 1]}がつ{_day(day)}"
    return f"{_year(year)}ねん{said}" if year else said


def _year(year: int) -> str:
    said = cardinal(year)
    return said.removesuffix("ん") if _four_at_end(year, "") else said


def _day(day: int) -> str:
    if day in DAYS:
        return DAYS[day]
    tens, ones = divmod(day, 10)
    if ones in ENDS_OF_DAYS:
        return f"{cardinal(tens * 10)}{ENDS_OF_DAYS[ones]}にち"
    return f"{cardinal(day)}にち"


def time(hour: int, minute: int) -> str:
    half = "ごご" if hour >= 12 else "ごぜん"
    return f"{half}{HOURS[hour % 12]}じ{_minutes(minute)}"


def _minutes(minute: int) -> str:
    tens, ones = divmod(minute, 10)
    if tens and not ones:
        return f"{cardinal(minute).removesuffix('う')}っぷん"  # じゅっぷん, さんじゅっぷん
    return (cardinal(tens * 10) if tens else "") + MINUTES[ones]
