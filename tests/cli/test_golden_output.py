from pathlib import Path
from shutil import copyfile

import pytest
from command_line import at_work, say
from golden_output import GOLDEN, NOWHERE, cases, made
from rich.cells import cell_len

COMMANDS = (
    "status --as-of 2014",
    "status --as-of 2014 --part milestone",
    "show 4 --as-of 2014",
    "show M22",
    "plan show",
    "unit list",
    "unit show civil-affairs-bureau",
    "task list",
    "task show 4",
)


def test_every_output_that_is_kept_is_made_and_no_other() -> None:
    assert {*cases()} == {path.stem for path in GOLDEN.glob("*.txt")}


@pytest.mark.parametrize("name", sorted(cases()))
def test_the_program_says_what_was_agreed(national_file: Path, tmp_path: Path, name: str) -> None:
    copyfile(national_file, tmp_path / "national.db")
    assert made(name, tmp_path) == (GOLDEN / f"{name}.txt").read_bytes().decode()


@pytest.mark.sample(5)
@pytest.mark.parametrize("width", [60, 80, 100, 120, 200])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_line_is_wider_than_the_terminal(tmp_path: Path, language: str, width: int) -> None:
    with at_work(tmp_path, SBTRACK_LANG=language, **NOWHERE):
        for command in COMMANDS:
            lines = say(*command.split(), width=width).out.splitlines()
            assert len(lines) > 3, command
            assert max(map(cell_len, lines)) <= width, command


@pytest.mark.usefixtures("national")
def test_a_pipe_gets_every_column_and_nothing_is_cut() -> None:
    out = say("status", "--as-of", "2014", "--lang", "zh").out
    narrow = say("status", "--as-of", "2014", "--lang", "zh", width=80).out
    headings = "编号 指标 属性 基期值 目标 实际值 报告期 差距 进度 完成程度 时间进度 评价 牵头单位"
    assert all(heading in out for heading in headings.split())
    assert "城镇职工和居民基本养老保险参保人数" in out
    assert "因宽度不足" not in out
    assert "因宽度不足未显示" in narrow
