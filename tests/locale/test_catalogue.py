"""What is looked up in a compiled catalogue is what the standard library reads there."""

import gettext
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from sbtrack.locale.catalogue import Catalogue
from sbtrack.locale.words import CATALOGUES

FOLDER = CATALOGUES / "zh" / "LC_MESSAGES"


def test_every_message_is_found_as_gettext_finds_it() -> None:
    with (FOLDER / "sbtrack.mo").open("rb") as file:
        theirs = gettext.GNUTranslations(file).gettext
    with (FOLDER / "sbtrack.po").open("rb") as file:
        templates = [str(message.id) for message in read_po(file) if message.id]
    ours = Catalogue(FOLDER / "sbtrack.mo")
    assert len(templates) > 1000
    for template in (*templates, *templates[:9]):  # the second time from what is known
        assert ours(template) == theirs(template), template
    assert any(ours(template) != template for template in templates)


@pytest.mark.parametrize("template", ["\0", "zzz", "\U0010ffff", "Entry{id}", "Entr"])
def test_what_is_not_there_stays_as_it_is(template: str) -> None:

    assert Catalogue(FOLDER / "sbtrack.mo")(template) == template


def test_another_file_is_no_catalogue(tmp_path: Path) -> None:
    path = tmp_path / "x.mo"
    path.write_bytes(bytes(40))
    with pytest.raises(ValueError, match=r"x\.mo"):
        Catalogue(path)
