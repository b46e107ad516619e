"""Which passwords are good enough. Pure.

Long rather than complicated: no rules about kinds of characters, no expiry (NIST SP 800-63B, OWASP ASVS 6.2). What
everybody tries first is refused. Only a new password is judged: older ones that are shorter still sign in.
"""

SHORTEST, LONGEST = 12, 200  # characters (OWASP ASVS 4.0.3, 2.1.1)
ENDINGS = "0123456789!@#$%^&*()-_=+.,?~ "  # what is hung onto a word to make it longer
ROWS = ("01234567890123456789", "98765432109876543210")
TRIED_FIRST = (
    "password passw0rd 12345678 123456789 1234567890 qwertyui qwerty123 qwertyuiop 11111111 00000000 abcd1234 "
    "iloveyou sunshine princess football baseball welcome1 admin123 letmein1 trustno1 asdfasdf asdfghjk 1q2w3e4r "
    "1qaz2wsx zaq12wsx password1 cordboard callcenter"
)


def complaint_about(password: str, login: str, name: str) -> str:
    """ "" for a good one."""
    if len(password) < SHORTEST:
        return f"the password is shorter than {SHORTEST} characters; a short sentence is easy to remember"
    if len(password) > LONGEST:
        return f"the password is longer than {LONGEST} characters"
    plain = password.lower()
    if _is_tried_first(plain) or len(set(plain)) < 4:
        return "this password is one of the first that others try; choose another one"
    if plain in (login.lower(), name.lower(), name.replace(" ", "").lower()):
        return "the password is your login or name; choose another one"
    return ""


def _is_tried_first(plain: str) -> bool:
    """Such a word, once or again and again, with digits and signs at its ends; or digits as they follow each other."""
    word = plain.strip(ENDINGS)
    again = any(word in (known, known * 2, known * 3) for known in TRIED_FIRST.split())
    return plain in TRIED_FIRST.split() or again or any(plain in row for row in ROWS)
