"""Korean words for values: Sino-Korean numbers, native ones for hours and for the first, second, third."""

from decimal import Decimal

from ivr.spoken.read import groups, parts

SINO = "영일이삼사오육칠팔구"
PLACES = ["천", "백", "십", ""]
SCALES = ["", "만", "억", "조"]
DIGITS = {**dict(zip("0123456789", "공" + SINO[1:], strict=True)), "+": "플러스", "*": "별표", "#": "우물 정자"}
ONES = ["", "한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉"]
TENS = ["", "열", "스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔"]
MONTHS = {6: "유", 10: "시"}  # 유월, 시월
CURRENCIES = {
    "KRW": ("원", ""),
    "JPY": ("엔", ""),
    "USD": ("달러", "센트"),
    "EUR": ("유로", "센트"),
    "GBP": ("파운드", "펜스"),
}


def number(value: Decimal) -> str:
    whole, rest = parts(value)
    said = cardinal(whole) + (" 점 " + "".join(SINO[int(digit)] for digit in rest) if rest else "")
    return f"마이너스 {said}" if value < 0 else said


def cardinal(value: int) -> str:
    """Groups of four digits with a pause between them: 12345 is 만 이천삼백사십오."""
    fours = groups(value, 4)
    scales = reversed(SCALES[: len(fours)])
    said = [_four(four, scale) for four, scale in zip(fours, scales, strict=True) if four]
    return " ".join(said) or SINO[0]


def _four(value: int, scale: str) -> str:
    """A one is said before 억 and 조, not before 만, 천, 백 and 십."""
    if value == 1 and scale == "만":
        return scale
    digits = zip(f"{value:04}", PLACES, strict=True)
    said = [(SINO[int(digit)] if digit != "1" or not place else "") + place for digit, place in digits if digit != "0"]
    return "".join(said) + scale


def native(value: int) -> str:
    """1 to 99, as before a counter: 한, 두, 스무, 스물한."""
    return "스무" if value == 20 else TENS[value // 10] + ONES[value % 10]


def ordinal(value: int) -> str:
    if value == 1:
        return "첫 번째"
    return f"{native(value) if value < 100 else cardinal(value)} 번째"


def money(amount: Decimal, currency: str) -> str:
    unit, cent = CURRENCIES.get(currency, (" ".join(currency), ""))
    whole, rest = parts(amount)
    hundredths = int(f"{rest}00"[:2]) if cent else 0
    if not hundredths:
        return f"{number(amount)} {unit}" if rest or unit.isascii() else f"{number(amount)}{unit}"
    said = [f"{cardinal(whole)}{unit}"] if whole else []
    return ("마이너스 " if amount < 0 else "") + " ".join([*said, f"{cardinal(hundredths)}{cent}"])


def date(year: int, month: int, day: int) -> str:
    said = f"{MONTHS.get(month) or cardinal(month)}월 {cardinal(day)}일"
    return f"{cardinal(year)}년 {said}" if year else said


def time(hour: int, minute: int) -> str:
    if not minute and hour in (0, 12):
        return "정오" if hour else "자정"
    hours = f"오후 {native(hour % 12 or 12)}시" if hour >= 12 else f"오전 {native(hour) if hour else '영'}시"
    return f"{hours} {cardinal(minute)}분" if minute else hours
