import re
from gettext import GNUTranslations

import messages
import pytest
from chinese import PO, catalogue, placeholders, translations

from sbtrack.locale.words import CATALOGUES, LANGUAGES, Words

CHINESE = translations()
SOURCE = messages.extracted(messages.SOURCE)

#: Messages without a word to translate: values by themselves or beside each other.
ALIKE = re.compile(r"(?:SHA-256|[ :→✗()+×]|\{\w+\})+")

_HAN = r"[\u3400-\u9fff]"
_HALF_WIDTH = re.compile(rf"{_HAN}[,;:!?()\"]|{_HAN}\.(?!\d)|[,;!?()\"]{_HAN}")
_SPACED = re.compile(rf"(?:{_HAN}|[，。：；、？！（）“”]) +(?:{_HAN}|[，。：；、？！（）“”])")
_CODE = re.compile(r"`[^`]*`|\"[!-~]*\"")
_OPTION = re.compile(r"(?<![A-Za-z0-9-])--?[a-z][a-z-]*")


def test_no_message_in_the_source_lacks_a_chinese_translation() -> None:
    assert [text for text in SOURCE if not CHINESE.get(text)] == []


def test_no_translation_waits_to_be_read() -> None:
    assert [entry.id for entry in catalogue() if entry.id and entry.fuzzy] == []


def test_no_translation_is_left_over_from_a_message_that_is_gone() -> None:
    found = catalogue()
    assert [entry.id for entry in found if entry.id and entry.id not in SOURCE] == []
    assert not found.obsolete


def test_the_catalogues_are_as_the_tool_writes_them() -> None:
    assert list(messages.update(messages.SOURCE, messages.CATALOGUES, check=True)) == []


def test_what_is_compiled_says_what_the_translator_wrote() -> None:
    with PO.with_suffix(".mo").open("rb") as file:
        compiled = GNUTranslations(file)
    assert {text: compiled.gettext(text) for text in CHINESE} == CHINESE


def test_every_language_but_english_has_its_catalogue() -> None:
    assert {p.name for p in CATALOGUES.iterdir()} == {*LANGUAGES} - {"en"}


def test_a_translation_has_the_places_of_its_template() -> None:
    wrong = [t for t, chinese in CHINESE.items() if placeholders(t) != placeholders(chinese)]
    assert wrong == []


def test_a_translation_is_not_the_english_text() -> None:
    same = [text for text, chinese in CHINESE.items() if text == chinese]
    assert [text for text in same if not ALIKE.fullmatch(text)] == []


def test_a_translation_names_the_same_code_and_options() -> None:
    wrong = [
        text
        for text, chinese in CHINESE.items()
        if sorted(_CODE.findall(text)) != sorted(_CODE.findall(chinese))
        or sorted(_OPTION.findall(text)) != sorted(_OPTION.findall(chinese))
    ]
    assert wrong == []


def test_chinese_is_written_with_chinese_punctuation() -> None:
    texts = [_CODE.sub("`", chinese) for chinese in CHINESE.values()]
    assert [t for t in texts if _HALF_WIDTH.search(t) or _SPACED.search(t)] == []


def test_a_sentence_ends_as_one_in_both_languages() -> None:
    ends = {".": "。", "?": "？", "!": "！", ":": "："}
    wrong = [
        text
        for text, chinese in CHINESE.items()
        if " " in text and (end := ends.get(text[-1])) and not chinese.endswith(end)
    ]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_empty_text_stays_empty(language: str) -> None:
    assert Words(language).text("") == ""
