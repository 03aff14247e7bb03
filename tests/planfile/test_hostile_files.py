"""Files made to harm or to hang: one clear answer each, within limits of memory and time.

Each file is read in a process of its own, which the system ends when it takes more memory or
processor time than any honest plan needs.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("resource")

MEGABYTES, SECONDS = 700, 60
READ = f"""
import resource, sys
from pathlib import Path
resource.setrlimit(resource.RLIMIT_AS, ({MEGABYTES} << 20, {MEGABYTES} << 20))
resource.setrlimit(resource.RLIMIT_CPU, ({SECONDS}, {SECONDS}))
from sbtrack.domain.errors import PlanUnreadable
from sbtrack.locale.words import Words
from sbtrack.planfile import check_plan, format_diagnostic
path, words = Path(sys.argv[1]), Words("en")
try:
    for diagnostic in check_plan(path).diagnostics:
        print(format_diagnostic(path.name, diagnostic, words))
except PlanUnreadable as error:
    print(words.say(error.message))
"""
HEAD = """\
format: 1
plan:
  id: town
  title: Town Plan
  language: en
  region: {id: town, name: Town}
  base: 2010
  end: 2015
"""
#: As large as a plan file may be.
LARGE = 4_900_000


def lines_about(path: Path | str) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", READ, str(path)],
        capture_output=True,
        text=True,
        timeout=10 * SECONDS,
        check=False,
    )
    assert done.stderr == ""
    assert done.returncode == 0
    return done.stdout.splitlines()


def read(folder: Path, content: str | bytes) -> list[str]:
    path = folder / "plan.yaml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return lines_about(path)


def _billion_laughs() -> str:
    lines = ["a0: &a0 [ha, ha, ha]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)]
    return "\n".join(lines)


def _misspelt_units() -> str:
    units = "".join(f"  - {{id: office-number-{n}, name: Office {n}}}\n" for n in range(2000))
    tasks = "".join(
        f"  - {{code: '{n}', title: Task {n}, lead: [ofice-nomber-{n}]}}\n" for n in range(2000)
    )
    return f"{HEAD}units:\n{units}tasks:\n{tasks}"


FILES = {
    "exploding anchors": (_billion_laughs(), "is a YAML anchor or alias"),
    "one large anchor, many aliases": (
        f"a: &a {'x' * 1_000_000}\nb: [{', '.join(['*a'] * 9000)}]\n",
        "is a YAML anchor or alias",
    ),
    "objects": (f"{HEAD}thresholds: !!python/object:os.system [id]\n", "is a YAML tag"),
    "directives": ("%TAG !a! b\n" * (LARGE // 11), "YAML directives"),
    "directives behind an old line end": ("#\r" + "%TAG !a! b\r" * (LARGE // 11), "directives"),
    "brackets": ("[" * LARGE, "deep in each other"),
    "braces": ("{a: " * (LARGE // 4), "more than 30 deep"),
    "list marks": ("- " * (LARGE // 2), "more than 30 deep"),
    "indentation": (
        "".join(f"{' ' * n}a:\n" for n in range(3000)),
        "more than 30 deep",
    ),
    "values": (f"{HEAD}a: [{'1,' * (LARGE // 2)}]\n", "more than 100000 values"),
    "the same key": ("a: 1\n" * (LARGE // 5), "stands already"),
    "a long key": (f"{HEAD}? {'k' * LARGE}\n: 1\n", "There is no key"),
    "a long name": (HEAD.replace("Town Plan", "n" * LARGE), "more than 10000 characters"),
    "a long id": (HEAD.replace("id: town\n", f"id: {'i' * LARGE}\n", 1), "10000 characters"),
    "a long period": (HEAD.replace("2010", "2" * LARGE), "is not a period"),
    "a long number": (f"{HEAD}thresholds: {{on_track: {'9' * LARGE}}}\n", "is too long"),
    "a long anchor": (f"{HEAD}thresholds: *{'a' * LARGE}\n", "is a YAML anchor or alias"),
    "a name of 10,000 letters": (HEAD.replace("Town Plan", "n" * 10_000), "300 characters"),
    "a thousand wrong names": (_misspelt_units(), "Did you mean"),
    "comments": ("# nothing\n" * (LARGE // 10), "The file is empty"),
    "an open quote": ("'" + "x\n" * (LARGE // 2), "is not closed"),
    "tabs": ("\t" * LARGE, "indented with a tab"),
    "zeros": (b"\0" * LARGE, "are not UTF-8"),
    "a control character": (f"{HEAD}note: \x1b[2J\n", "invisible character here, U+001B"),
    "UTF-16": (HEAD.encode("utf-16"), "looks like UTF-16"),
    "UTF-16 without a mark": (HEAD.encode("utf-16-le"), "looks like UTF-16"),
    "UTF-32": (HEAD.encode("utf-32"), "looks like UTF-16"),
    "GBK": (f"{HEAD}# 规划\n".encode("gbk"), "looks like GBK"),
    "broken UTF-8": (HEAD.encode() + b"# \xe8\xa7\n", "The bytes E8 A7 are not UTF-8"),
    "overlong UTF-8": (HEAD.encode() + b"# \xc0\xaf\n", "are not UTF-8"),
}


@pytest.mark.sample(8)
@pytest.mark.parametrize(("content", "said"), FILES.values(), ids=FILES)
def test_a_harmful_file_brings_a_clear_answer_within_the_limits(
    tmp_path: Path, content: str | bytes, said: str
) -> None:
    lines = read(tmp_path, content)
    assert any(said in line for line in lines), lines[:3]
    assert all(line.startswith("plan.yaml:") and len(line) < 600 for line in lines)
    assert len(lines) <= 501


def test_a_file_of_a_hundred_megabytes_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    with path.open("wb") as file:
        file.truncate(100_000_000)
    assert lines_about(path) == [
        f"“{path}” is larger than 5 MB, so it was not read; "
        "check that it is the plan file you meant."
    ]


def test_a_file_that_never_ends_is_not_read() -> None:
    assert lines_about("/dev/zero") == [
        "“/dev/zero” is a pipe or a device, not a file; save the plan to a file first."
    ]


def test_a_pipe_that_nobody_writes_to_is_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    os.mkfifo(path)
    assert lines_about(path) == [
        f"“{path}” is a pipe or a device, not a file; save the plan to a file first."
    ]


def test_a_link_to_a_pipe_is_a_pipe(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    path = tmp_path / "plan.yaml"
    path.symlink_to("pipe")
    assert "is a pipe or a device" in lines_about(path)[0]


def test_a_folder_is_no_plan_file(tmp_path: Path) -> None:
    assert lines_about(tmp_path) == [f"“{tmp_path}” is a folder; name the plan file in it."]


def test_a_file_that_is_not_there_is_told_by_its_name(tmp_path: Path) -> None:
    for path in (tmp_path / "plan.yaml", tmp_path / "plan.yaml" / "plan.yaml"):
        assert lines_about(path) == [f"There is no file “{path}”; check the name and the folder."]


def test_a_link_that_leads_nowhere_or_to_itself_is_told(tmp_path: Path) -> None:
    lost, circle = tmp_path / "lost", tmp_path / "circle"
    lost.symlink_to("nowhere")
    circle.symlink_to("circle")
    assert lines_about(lost) == [f"There is no file “{lost}”; check the name and the folder."]
    assert "cannot be read" in lines_about(circle)[0]


def test_a_name_longer_than_names_can_be_is_told_in_one_line(tmp_path: Path) -> None:
    (line,) = lines_about(tmp_path / ("n" * 5000))
    assert "cannot be read" in line
    assert len(line) < 500


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    path = tmp_path / "plan.yaml"
    path.write_text(HEAD, encoding="utf-8")
    path.chmod(0)
    assert "may not be read by you" in lines_about(path)[0]
