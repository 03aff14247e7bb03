import subprocess
import sys
from pathlib import Path

import messages
import pytest

ALL_OF_IT = '''
from sbtrack.domain import message
from sbtrack.domain.message import Msg

CALM = Msg("one line")
LONG = Msg(
    "a sentence that is {how}, "
    "over two lines",
    how=Msg("inside another"),
)
TWICE = Msg("one line")
PATH = message.Msg(r"a \\ and {braces}", braces="{not} a message")
BLANK = Msg("")


def say(words: object, path: object) -> None:
    """Say Msg("not this one")."""
    words.text("fixed text")
    self.words.text("another fixed text")
    path.text("not a message")
    print("nor this")  # Msg("nor a comment")
'''
EMPTY = b""


def written_to(folder: Path, code: str, name: str = "room/module.py") -> Path:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(code, encoding="utf-8")
    return folder


def test_every_marked_literal_is_found_whole(tmp_path: Path) -> None:
    assert messages.extracted(written_to(tmp_path, ALL_OF_IT)) == {
        text: ["room/module.py"]
        for text in (
            "a \\ and {braces}",
            "a sentence that is {how}, over two lines",
            "another fixed text",
            "fixed text",
            "inside another",
            "one line",
        )
    }


@pytest.mark.parametrize(
    "template", ['f"{count} entries"', "TEMPLATE", '"a" + "b"', '"a %s" % b', "", "b'bytes'", "1"]
)
def test_a_template_that_no_catalogue_could_know_is_named(tmp_path: Path, template: str) -> None:
    source = written_to(tmp_path, f"\n\nx = Msg({template})\n")
    assert messages.not_literal(source) == ["room/module.py:3"]
    assert messages.extracted(source) == {}
    assert list(messages.update(source, tmp_path)) == [
        "room/module.py:3: the template is no literal"
    ]


def test_a_message_names_every_file_that_says_it(tmp_path: Path) -> None:
    written_to(tmp_path, 'Msg("both")', "b.py")
    written_to(tmp_path, 'Msg("both"), Msg("both"), Msg("second")', "a.py")
    assert messages.extracted(tmp_path) == {"second": ["a.py"], "both": ["a.py", "b.py"]}


def test_the_result_does_not_depend_on_the_order_or_place_of_messages(tmp_path: Path) -> None:
    one = written_to(tmp_path / "one", 'Msg("a")\nMsg("b")\nMsg("c")')
    other = written_to(tmp_path / "other", '\n\n\nMsg("c")\nMsg("a"), Msg("b")')
    results = [
        messages.written(messages.merged(messages.extracted(source), EMPTY, "zh"))
        for source in (one, other)
    ]
    assert results[0] == results[1]


def test_translations_are_kept_new_messages_empty_and_old_ones_dropped() -> None:
    before = 'msgid "kept"\nmsgstr "保留"\n\nmsgid "gone for good"\nmsgstr "删除"\n'.encode()
    catalogue = messages.merged({"kept": ["a.py"], "new {x}": ["a.py"]}, before, "zh")
    po, mo = messages.written(catalogue)
    assert po.decode() == (
        "# zh: translations of the messages of sbtrack. See docs/translating.md.\n"
        'msgid ""\n'
        'msgstr ""\n'
        '"Project-Id-Version: sbtrack\\n"\n'
        '"Language: zh\\n"\n'
        '"MIME-Version: 1.0\\n"\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        '"Content-Transfer-Encoding: 8bit"\n\n'
        "#: a.py\n"
        'msgid "kept"\n'
        'msgstr "保留"\n\n'
        "#: a.py\n"
        "#, python-brace-format\n"
        'msgid "new {x}"\n'
        'msgstr ""\n\n'
    )
    assert "保留".encode() in mo
    assert "删除".encode() not in mo
    assert messages.unfinished(catalogue) == ["new {x}"]


def test_a_changed_message_keeps_its_translation_unused_until_it_is_read() -> None:
    before = 'msgid "The plan is empty."\nmsgstr "规划为空。"\n'.encode()
    catalogue = messages.merged({"The plan is empty!": ["a.py"]}, before, "zh")
    po, mo = messages.written(catalogue)
    assert '#, fuzzy\n#| msgid "The plan is empty."\nmsgid "The plan is empty!"' in po.decode()
    assert "规划为空".encode() not in mo
    assert messages.unfinished(catalogue) == ["The plan is empty!"]


def test_what_a_translation_was_of_is_told_until_it_is_read() -> None:
    long = "The plan is empty, and nothing in it says what is to be tracked, by whom or until when."
    before = f'msgid "{long}"\nmsgstr "规划为空。"\n'.encode()
    changed = {f"{long[:-1]}!": ["a.py"]}
    po, _ = messages.written(messages.merged(changed, before, "zh"))
    again, _ = messages.written(messages.merged(changed, po, "zh"))
    assert again == po
    assert "#| msgid" in po.decode()
    read, _ = messages.written(messages.merged(changed, po.replace(b"#, fuzzy\n", b""), "zh"))
    assert not [line for line in read.decode().splitlines()[1:] if line.startswith(("#|", "# "))]


def test_updating_twice_changes_nothing_the_second_time(tmp_path: Path) -> None:
    source = written_to(tmp_path / "src", 'Msg("a {b}", b=1)\nMsg("c")')
    po = tmp_path / "zz" / "LC_MESSAGES" / "sbtrack.po"
    po.parent.mkdir(parents=True)
    po.touch()
    first = list(messages.update(source, tmp_path))
    before = po.read_bytes(), po.with_suffix(".mo").read_bytes()
    assert list(messages.update(source, tmp_path)) == first
    assert (po.read_bytes(), po.with_suffix(".mo").read_bytes()) == before
    assert "zz: to translate: a {b}" in first


def test_a_check_says_what_is_not_up_to_date_and_changes_nothing(tmp_path: Path) -> None:
    source = written_to(tmp_path / "src", 'Msg("a")')
    po = tmp_path / "zz" / "LC_MESSAGES" / "sbtrack.po"
    po.parent.mkdir(parents=True)
    po.touch()
    found = list(messages.update(source, tmp_path, check=True))
    assert found[-2:] == [
        "zz: sbtrack.po is not up to date; run messages.py",
        "zz: sbtrack.mo is not up to date; run messages.py",
    ]
    assert po.read_bytes() == b""
    assert not po.with_suffix(".mo").exists()


def test_the_tool_refuses_what_it_does_not_know() -> None:
    tool = messages.ROOT / "tools" / "messages.py"
    done = subprocess.run(
        [sys.executable, str(tool), "--force"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "--check" in done.stderr
