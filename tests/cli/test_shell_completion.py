import os
import shutil
import subprocess
from pathlib import Path

import pytest
from command_line import NATIONAL, PROGRAM, say

BASH = shutil.which("bash")
#: What bash does at a tab, with the words typed so far as arguments.
TAB = """
eval "$(sbtrack --show-completion bash)"
COMP_WORDS=("$@")
COMP_CWORD=$(($# - 1))
_sbtrack_completion sbtrack "${COMP_WORDS[COMP_CWORD]}" ""
printf '%s\\n' "${COMPREPLY[@]}"
"""


def suggested(line: str) -> list[str]:
    """Return what bash suggests for the last word of a line."""
    assert BASH is not None
    settings = {**os.environ, "PATH": f"{PROGRAM.parent}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        [BASH, "--norc", "-c", TAB, "bash", *line.split(" ")],
        capture_output=True,
        check=True,
        encoding="utf-8",
        env=settings,
    )
    assert done.stderr == ""
    return done.stdout.split("\n")[:-1]


@pytest.mark.sample(6)
@pytest.mark.skipif(BASH is None, reason="no bash")
@pytest.mark.usefixtures("home")
@pytest.mark.parametrize(
    ("line", "some"),
    [
        ("sbtrack sta", ["status"]),
        ("sbtrack plan che", ["check"]),
        ("sbtrack record 工", ["工伤保险参保人数"]),
        ("sbtrack record 职", ["职工基本养老保险参保人数", "职工医保统筹基金最高支付限额"]),
        ("sbtrack record T1", ["T1", "T10", "T15"]),
        ("sbtrack record ", ["1", "8", "M57"]),
        ("sbtrack show work-injury-i", ["work-injury-insured"]),
        ("sbtrack status --unit 市民", ["市民政局"]),
        ("sbtrack status --unit hrss", ["hrss-bureau"]),
        ("sbtrack unit show 市公", ["市公安局"]),
        ("sbtrack task show 5", ["5.1", "5.2", "5.3"]),
        ("sbtrack status --format ", ["table", "json", "csv", "markdown"]),
        ("sbtrack record 4 37 --vintage p", ["preliminary"]),
        ("sbtrack status --as", ["--as-of"]),
    ],
)
def test_bash_completes_commands_codes_names_and_choices(line: str, some: list[str]) -> None:
    found = suggested(line)
    assert [word for word in some if word not in found] == []
    last = line.rsplit(" ", maxsplit=1)[-1]
    assert all(word.startswith(last) for word in found)


@pytest.mark.skipif(BASH is None, reason="no bash")
def test_names_come_from_the_plan_in_the_database(national: Path) -> None:
    assert national.name == "work.db"
    assert "失业保险参保人数" in suggested("sbtrack record 失")
    assert "人社部" in suggested("sbtrack status --unit 人")


@pytest.mark.skipif(BASH is None, reason="no bash")
@pytest.mark.usefixtures("unbegun")
def test_nothing_a_shell_would_run_is_ever_suggested() -> None:
    plan = (NATIONAL / "plan.yaml").read_text("utf-8")
    hostile = "'失业$(touch a)`touch b`\\$(touch c);touch d * \"x\"'"
    Path("plan.yaml").write_text(plan.replace("失业保险参保人数", hostile, 1), "utf-8")
    assert say("plan", "load", "plan.yaml").code == 0
    assert suggested("sbtrack record 失") == ["失业"]
    assert sorted(path.name for path in Path().iterdir()) == ["plan.yaml", "work.db"]


@pytest.mark.skipif(BASH is None, reason="no bash")
@pytest.mark.usefixtures("unbegun")
@pytest.mark.parametrize("name", ["失 业人数", "失9 业人数"])
def test_the_beginning_of_a_name_that_would_find_nothing_is_not_suggested(name: str) -> None:
    plan = (NATIONAL / "plan.yaml").read_text("utf-8")
    Path("plan.yaml").write_text(plan.replace("失业保险参保人数", name, 1), "utf-8")
    assert say("plan", "load", "plan.yaml").code == 0
    assert suggested("sbtrack record 失") == ([""] if name == "失 业人数" else ["失9"])


@pytest.mark.skipif(BASH is None, reason="no bash")
def test_a_database_that_cannot_be_read_suggests_nothing_and_says_nothing(unbegun: Path) -> None:
    assert suggested("sbtrack record 工") == [""]  # named, and not there
    (unbegun / "work.db").write_text("no database")
    assert suggested("sbtrack record 工") == [""]


@pytest.mark.skipif(BASH is None, reason="no bash")
@pytest.mark.usefixtures("unnamed")
def test_where_no_database_is_named_names_come_from_the_built_in_plan() -> None:
    assert "工伤保险参保人数" in suggested("sbtrack record 工")


@pytest.mark.usefixtures("home")
@pytest.mark.parametrize("shell", ["bash", "zsh", "fish", "powershell"])
def test_there_is_a_script_for_every_shell(shell: str) -> None:
    said = say("--show-completion", shell)
    assert said.code == 0
    assert "_SBTRACK_COMPLETE" in said.out
    assert "sbtrack" in said.out


def test_a_script_can_be_installed_for_good(home: Path) -> None:
    said = say("--install-completion", "bash")
    assert said.code == 0
    assert said.out.startswith("Completion for bash is installed in ")
    script = home / ".bash_completions" / "sbtrack.sh"
    assert "_SBTRACK_COMPLETE" in script.read_text()
    assert f"source '{script}'" in (home / ".bashrc").read_text()
