from pathlib import Path

import pytest
from command_line import at_work, make_national, say
from golden_output import GOLDEN, cases
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


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return dict(cases(tmp_path_factory.mktemp("golden")))


def test_everything_that_is_kept_is_still_made(made: dict[str, str]) -> None:
    assert {*made} == {path.stem for path in GOLDEN.glob("*.txt")}


@pytest.mark.parametrize("name", sorted(path.stem for path in GOLDEN.glob("*.txt")))
def test_the_program_says_what_was_agreed(made: dict[str, str], name: str) -> None:
    assert made[name] == (GOLDEN / f"{name}.txt").read_bytes().decode()


@pytest.mark.parametrize("width", [60, 80, 100, 120, 200])
@pytest.mark.parametrize("language", ["en", "zh"])
def test_no_line_is_wider_than_the_terminal(tmp_path: Path, language: str, width: int) -> None:
    with at_work(tmp_path, SBTRACK_LANG=language, SBTRACK_DB="none.db"):
        for command in COMMANDS:
            lines = say(*command.split(), width=width).out.splitlines()
            assert len(lines) > 3, command
            assert max(map(cell_len, lines)) <= width, command


def test_a_pipe_gets_every_column_and_nothing_is_cut(tmp_path: Path) -> None:
    path = make_national(tmp_path)
    with at_work(tmp_path, SBTRACK_LANG="zh", SBTRACK_DB=str(path)):
        out = say("status", "--as-of", "2014").out
        narrow = say("status", "--as-of", "2014", width=80).out
    headings = "编号 指标 属性 基期值 目标 实际值 报告期 差距 进度 完成程度 时间进度 评价 牵头单位"
    assert all(heading in out for heading in headings.split())
    assert "城镇职工和居民基本养老保险参保人数" in out
    assert "因宽度不足" not in out
    assert "因宽度不足未显示" in narrow
