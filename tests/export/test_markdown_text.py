import pytest
from exported_sample import TABLE, single

from sbtrack.domain.message import Msg, Name
from sbtrack.export.markdown_text import table_to_markdown
from sbtrack.locale.words import Words
from sbtrack.reports.table import Column, Section, Table

ENGLISH = Words("en")

WHOLE = """\
## Plan

as of 2013-12-31

### Headline indicators

| No. | Indicator | Type         |     Actual |        Gap | Attainment | Pace (pp) | Period  | Verdict                | Recorded             | Lead unit          |
| --- | --------- | ------------ | ---------: | ---------: | ---------: | --------: | ------- | ---------------------- | -------------------- | ------------------ |
| 4   | 工伤保险  | binding      |  37.3 万人 | -2.80 万人 |      33.3% |      -4.2 | 2013-H1 | ✗ behind (provisional) | 2014-03-01 09:30 UTC | 市人社局, 市财政局 |
| 7   | 养老金    | anticipatory | 1602 元/月 |          - |          - |         - | 2013    | ◦ unrated              | 2014-03-01           |                    |

### Milestones

| No. | Indicator | Type         |     Actual |        Gap | Attainment | Pace (pp) | Period  | Verdict                | Recorded             | Lead unit          |
| --- | --------- | ------------ | ---------: | ---------: | ---------: | --------: | ------- | ---------------------- | -------------------- | ------------------ |
| M1  | 市级统筹  |              |            |            |            |           | 2012    | ✓ done                 |                      | 市人社局           |

- First note.
- Second note.
"""  # noqa: E501


def test_a_table_becomes_markdown_that_lines_up_raw() -> None:
    assert table_to_markdown(TABLE, ENGLISH) == WHOLE


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("a|b", r"a\|b"),
        ("a\nb\r\nc", "a b c"),
        ("<script>&amp;</script>", "&lt;script&gt;&amp;amp;&lt;/script&gt;"),
        ("*bold* _it_ `code`", r"\*bold\* \_it\_ \`code\`"),
        ("unemployment_insured", "unemployment_insured"),
        ("[x](javascript:alert)", r"\[x\](javascript:alert)"),
        ("![x](y) ~~z~~ \\", r"!\[x\](y) \~\~z\~\~ \\"),
        (":smile: 10:30", r"\:smile: 10:30"),
        ("# title $x$", r"\# title \$x\$"),
        ("esc\x1b[2J\u202e", r"esc␛\[2J�"),
    ],
)
def test_text_is_shown_as_it_is(text: str, written: str) -> None:
    line = table_to_markdown(single(Name(text)), ENGLISH).splitlines()[4]
    assert line.strip("| ").rstrip() == written


@pytest.mark.parametrize(
    ("note", "written"),
    [("1. Item", r"- 1\. Item"), ("- item", r"- \- item"), ("+ item", r"- \+ item")],
)
def test_a_note_starts_no_list_of_its_own(note: str, written: str) -> None:
    table = Table(Msg("T"), (), (), notes=(Msg("{n}", n=note),))
    assert table_to_markdown(table, ENGLISH).splitlines()[-1] == written


def test_a_very_long_name_does_not_stretch_every_other_row() -> None:
    columns = (Column("x", Msg("X")),)
    table = Table(Msg("T"), columns, (Section((("字" * 10_000,), ("short",))),))
    lines = table_to_markdown(table, ENGLISH).splitlines()
    assert "字" * 10_000 in lines[4]
    assert len(lines[5]) == 64
