"""What several kinds of step have: names, prompts, waits."""

import re

from ivr import template
from ivr.choices import ABOUT_CALL, NOW, WEEKDAY, figure_of
from ivr.flow import ANY, Form, Item, Mark, Prompts, Spoken, Words
from ivr.reading import Items, Node, Reader, Table, Text

NAME = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
VARIABLE = re.compile(rf"\$({template.NAME.pattern})")
PROMPT = re.compile(r"[a-z0-9]+([._-][a-z0-9]+)*(@[a-z]{2,3}(-[A-Z]{2})?)?")
NUMBER = re.compile(r"\d{1,9}(\.\d+)?")
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z]{2})?")
KEYS = frozenset("0123456789*#")
ENDS = {"#": "#", "*": "*", "none": ""}
MOST_STEPS = 20_000
LONGEST_WORDS = 1000  # characters of one text
SPEAKABLE = ("caller", "dialled", NOW)


class RouteReader(Reader):
    """Reads what several kinds of step have in common."""

    def wait(self, table: Table, default: float, key: str = "wait") -> float:
        return self.number(table, key, default, least=0.5)

    def count(self, table: Table, key: str, default: int, least: int = 1, most: int = 999_999) -> int:
        """A whole number."""
        number = self.number(table, key, default, least=least)
        if number > most or number != int(number):
            self.complain(
                table.items[key][1].at, f"{key!r} is a whole number up to {most}", f"write `{key}: {default}`"
            )
            return default
        return int(number)

    def tries(self, table: Table) -> int:
        return self.count(table, "tries", 2, most=9)

    def name(self, table: Table, key: str) -> str:
        said = self.text(table, key)
        if said and not NAME.fullmatch(said):
            self.complain(table.items[key][1].at, f"{said!r} is no name", "use a-z, 0-9, - and _")
        return said

    def variable(self, table: Table, key: str) -> str:
        """A name to keep something under; "" when it is not written."""
        name = self.text(table, key, "")
        if name:
            self.writable(name, table.items[key][1])
        return name

    def writable(self, name: str, node: Node) -> None:
        """Names that say what is so of the call cannot be written over."""
        if not NAME.fullmatch(name):
            self.complain(node.at, f"{name!r} is no name", "use a-z, 0-9, - and _, without $")
        elif name in (*ABOUT_CALL, NOW, WEEKDAY):
            self.complain(node.at, f"{name!r} cannot be set: it is known of every call", "choose another name")

    def values(self, table: Table, key: str) -> dict[str, str]:
        """name: text, `$other` or `{a}-{b}`; {} when it is not written."""
        values = {}
        for name, (at, node) in self.named(table, key).items.items() if key in table.items else ():
            if not isinstance(node, Text):
                self.complain(at, f"{name!r} cannot be set so", "write `name: value` with a name of a-z, 0-9, - and _")
                continue
            self.writable(name, Text(name, at))
            self._plain(node)
            values[name] = node.value
        return values

    def _plain(self, text: Text) -> None:
        """A value is kept as it is, not as it is spoken: its slots have no form."""
        if any(slot.form for slot in self.slots(text)):
            self.complain(text.at, "a value keeps what it takes, it is not spoken", "write such as `{name}`")

    def slots(self, text: Text) -> list[template.Slot]:
        try:
            return list(template.slots(text.value))
        except ValueError as wrong:
            self.complain(text.at, str(wrong), "write such as {order}, {order:digits}, {sum:money KRW}; {{ is a brace")
            return []

    def language(self, text: Text) -> str:
        if not LANGUAGE.fullmatch(text.value):
            self.complain(text.at, f"{text.value!r} is no language", "write its code, such as ko")
        return text.value

    # --- prompts ---

    def prompts(self, table: Table, key: str) -> Prompts:
        """One item or a list of them."""
        if key not in table.items:
            return ()
        node = table.items[key][1]
        nodes = node.items if isinstance(node, Items) else (node,)
        return tuple(item for each in nodes if (item := self._item(each, key)) is not None)

    def _item(self, node: Node, key: str) -> Item | None:
        match node:
            case Text():
                if not PROMPT.fullmatch(node.value):
                    remedy = "write a name such as support.menu, or words as {text: …}"
                    what = f"{node.value!r} is no name of a prompt" if node.value else f"{key} names no prompt yet"
                    self.complain(node.at, what, remedy)
                return node.value
            case Table() if "text" in node.items:
                self.only(node, "a text", frozenset({"text"}))
                return Words(self._texts(node.items["text"][1]))
            case Table() if len(kinds := [form for form in Form if form in node.items]) == 1:
                return self._spoken(node, kinds[0])
        remedy = f"write one name or a list of names, or a table with text, {', '.join(Form)}"
        self.complain(node.at, f"{key} holds something that is no text", remedy)
        return None

    def _texts(self, node: Node) -> dict[str, str]:
        known = {ANY: (node.at, node)} if isinstance(node, Text) else self.table(node, "text", None).items
        texts: dict[str, str] = {}
        empty: list[tuple[str, Mark]] = []
        for language, (at, text) in known.items():
            if language != ANY:
                self.language(Text(language, at))
            if isinstance(text, Text) and not text.value:
                empty.append((language, text.at))
                continue
            if not isinstance(text, Text) or len(text.value) > LONGEST_WORDS:
                self.complain(text.at, f"a text has 1 to {LONGEST_WORDS} characters", "write it, if need be in quotes")
                continue
            self.slots(text)
            texts[language] = text.value
        if empty:
            self._unwritten(empty)
        if not known:
            self.complain(node.at, "there is no text", "write `{text: …}` or `{text: {en: …, ko: …}}`")
        return texts

    def _unwritten(self, empty: list[tuple[str, Mark]]) -> None:
        """One complaint for all languages: they belong to one sentence that somebody is about to write."""
        languages = ", ".join(language for language, _ in empty if language != ANY)
        what = f"the text is not written yet{f' in {languages}' if languages else ''}"
        self.complain(empty[0][1], what, f"write 1 to {LONGEST_WORDS} characters, if need be in quotes")

    def _spoken(self, table: Table, form: Form) -> Spoken:
        self.only(table, f"a {form}", frozenset({form.value, *(["currency"] if form is Form.MONEY else [])}))
        of, currency = self.text(table, form), self.text(table, "currency") if form is Form.MONEY else ""
        if of and of not in SPEAKABLE and not VARIABLE.fullmatch(of) and not figure_of(of)[0]:
            known = ", ".join(("$variable", *SPEAKABLE, "waiting in QUEUE"))
            self.complain(table.items[form][1].at, f"{of!r} cannot be said", f"write one of {known}")
        if currency and not template.CURRENCY.fullmatch(currency):
            self.complain(table.items["currency"][1].at, f"{currency!r} is no currency", "write such as KRW")
        return Spoken(form, of, currency)
