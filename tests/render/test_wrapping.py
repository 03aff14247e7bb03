import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from sbtrack.render.wrapping import balance, narrowest, wrap

TEXTS = st.text(st.sampled_from("城乡居民保险,。《》()“” abcdef-/.%0123456789"), max_size=80)


@given(TEXTS, st.integers(2, 100))
def test_wrapping_keeps_every_character_and_the_width(text: str, width: int) -> None:
    for lines in (wrap(text, width), balance(text, width)):
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")
        assert all(cell_len(line) <= width for line in lines)


@given(TEXTS, st.integers(4, 100))
def test_balancing_adds_no_line(text: str, width: int) -> None:
    assert len(balance(text, width)) <= len(wrap(text, width))


@given(TEXTS, st.integers(1, 4))
def test_the_narrowest_width_is_enough(text: str, height: int) -> None:
    assert len(wrap(text, max(narrowest(text, height), 2))) <= height


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        ("覆盖城乡的社会保障体系,基本建立", 22, ["覆盖城乡的社会保障体", "系,基本建立"]),
        ("实施《社会保障》纲要", 6, ["实施", "《社会", "保障》", "纲要"]),
        ("新增40万人以上", 6, ["新增", "40万人", "以上"]),
        ("Work-injury insured", 12, ["Work-injury", "insured"]),
        ("incomprehensibilities", 10, ["incomprehe", "nsibilitie", "s"]),
        ("/srv/weekly/sample-2014-W10.xlsx", 20, ["/srv/weekly/", "sample-2014-W10.xlsx"]),
        ("see /srv/a-b/c.xlsx", 8, ["see", "/srv/", "a-b/", "c.xlsx"]),
        ("C:\\plans\\2014", 9, ["C:\\plans\\", "2014"]),
        ("/srv/sample-2014-W10.xlsx", 14, ["/srv/sample-", "2014-W10.xlsx"]),
        ("/srv/incomprehensibly", 10, ["/srv/", "incomprehe", "nsibly"]),
        ("原报告期", 6, ["原", "报告期"]),
        ("变动起算期", 8, ["变动", "起算期"]),
        ("status|values|units", 16, ["status|values|", "units"]),
        ("gap = |actual - target|", 7, ["gap =", "|actual", "-", "target|"]),
        ("insurance (万人)", 14, ["insurance", "(万人)"]),
        ("养老金（元/月）", 12, ["养老金", "（元/月）"]),
        ("a rate (百分比12)", 14, ["a rate", "(百分比12)"]),
        ("a rate (百分比例12)", 14, ["a rate (百分比", "例12)"]),
        ("not below 8 万元", 13, ["not below", "8 万元"]),
        ("is 17035 万人 in", 12, ["is", "17035 万人", "in"]),
        ("", 10, [""]),
    ],
)
def test_lines_break_where_a_typesetter_would(text: str, width: int, lines: list[str]) -> None:
    assert wrap(text, width) == lines
