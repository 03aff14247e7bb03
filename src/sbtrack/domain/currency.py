"""Currencies, by the words and signs that stand before or behind an amount."""

from __future__ import annotations

import re

#: Every way to write a currency, in small letters; a sign that several have stands with each.
_WORDS = {
    "CNY": "元 人民币 人民币元 元人民币 yuan renminbi cny rmb cn¥ ¥",
    "USD": "美元 美金 dollar dollars us-dollar us-dollars u.s.-dollars usd us$ u.s.$ $",
    "HKD": "港元 港币 hong-kong-dollars hkd hk$",
    "MOP": "澳门元 patacas mop mop$",
    "TWD": "新台币 台币 twd ntd nt$",
    "EUR": "欧元 euro euros eur €",
    "GBP": "英镑 pound pounds gbp £",
    "JPY": "日元 日圆 yen jpy jp¥ ¥",
    "KRW": "韩元 won krw ₩",
    "INR": "印度卢比 rupee rupees inr ₹",
    "RUB": "卢布 rouble roubles ruble rubles rub ₽",
    "AUD": "澳元 australian-dollars aud a$ au$",
    "CAD": "加元 canadian-dollars cad c$ ca$",
    "SGD": "新加坡元 新元 singapore-dollars sgd s$ sg$",
    "NZD": "新西兰元 new-zealand-dollars nzd nz$",
    "CHF": "瑞士法郎 swiss-francs chf",
    "BRL": "雷亚尔 reais brl r$",
    "MXN": "墨西哥比索 mxn mx$",
    "ZAR": "兰特 rand zar",
    "VND": "越南盾 dong vnd ₫",
    "THB": "泰铢 baht thb ฿",
    "PHP": "菲律宾比索 php ₱",
    "KZT": "坚戈 tenge kzt ₸",
    "TRY": "里拉 lira try ₺",
    "ILS": "谢克尔 shekels ils ₪",
    "NGN": "奈拉 naira ngn ₦",
    "UAH": "格里夫纳 hryvnia uah ₴",
}
#: Behind letters a number stands apart, or at once: USD 450, RMB450; `won` is no won5.
_LETTERS = r"(?:{})(?=[\s0-9.(+−-])"


def currencies(word: str) -> frozenset[str]:
    """Return the codes of the currencies that are written so, which are mostly none.

    >>> sorted(currencies("元")), sorted(currencies("US dollars")), sorted(currencies("¥"))
    (['CNY'], ['USD'], ['CNY', 'JPY'])
    """
    wanted = "-".join(word.casefold().split())
    return frozenset(code for code, words in _WORDS.items() if wanted in words.split())


def in_front() -> str:
    """Return the pattern of a currency in front of an amount: $, US$, RMB, 人民币."""
    words = {word for words in _WORDS.values() for word in words.split()}
    signs = sorted((w for w in words if not w[-1].isalpha()), key=len, reverse=True)
    codes = sorted(w for w in words if w.isascii() and w.isalpha() and len(w) == 3)
    chinese = sorted((w for w in words if not w.isascii() and w[-1].isalpha()), key=len)
    return "|".join((*map(re.escape, signs), _LETTERS.format("|".join(codes)), *chinese[::-1]))
