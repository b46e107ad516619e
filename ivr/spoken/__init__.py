"""Values as words that the speech of a language says properly: numbers, ordinals, digits, money, dates, times.

Rule: any text may come in (a caller typed it, a lookup answered it); what cannot be read as its form is said as it is,
without what is no word. Japanese comes in kana, because the engines that we know read no kanji by themselves.
"""

from ivr.spoken.say import say

__all__ = ["say"]
