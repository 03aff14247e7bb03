"""docs/cron.md works as it is written: its lines are taken from it and run with next to nothing."""

import re
import shlex
import subprocess
from pathlib import Path

import pytest
from command_line import PROGRAM, ROOT, say

GUIDE = (ROOT / "docs" / "cron.md").read_text(encoding="utf-8")
HOME = "/srv/sbtrack"


def block(language: str, containing: str) -> str:
    """Return the block of the guide that has a line in it."""
    blocks = re.findall(rf"```{language}\n(.*?)```", GUIDE, re.DOTALL)
    (found,) = [text for text in blocks if containing in text]
    return str(found)


def as_here(text: str, folder: Path) -> str:
    """Return a line of the guide with the places of this test in place of the guide's."""
    return text.replace(HOME, str(folder)).replace("/usr/local/bin", str(PROGRAM.parent))


def cron_job(folder: Path) -> tuple[dict[str, str], str, str]:
    """Return the environment, the times and the command of the crontab."""
    lines = as_here(block("cron", "MAILTO"), folder).strip().splitlines()
    assignments = [line for line in lines if re.match(r"[A-Z_]+=", line)]
    (job,) = [line for line in lines if line not in assignments]
    *times, command = job.split(maxsplit=5)
    environment = {"HOME": str(folder), "LOGNAME": "sbtrack", "SHELL": "/bin/sh"}
    environment |= dict(line.split("=", 1) for line in assignments)
    return environment, " ".join(times), command


def run(command: str, environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["/bin/sh", "-c", command], env=environment, capture_output=True, text=True, check=False
    )


@pytest.fixture
def server(national: Path) -> Path:
    """Return a folder that is laid out as the guide has it."""
    folder = national.with_name("server")
    folder.mkdir()
    national.rename(folder / "sbtrack.db")
    return folder


def test_the_cron_line_leaves_a_workbook_and_nothing_to_mail(server: Path) -> None:
    environment, times, command = cron_job(server)
    assert re.fullmatch(r"\d+ \d+ \* \* 5", times)
    assert "%" not in command  # which cron would take for the end of the line
    done = run(command, environment)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    (file,) = (server / "snapshots").glob("national-hrss-12fyp-????-W??.xlsx")
    noted = say("snapshot", "list", "--format", "json", "--db", str(server / "sbtrack.db")).out
    assert file.name in noted
    assert '"made_by": "cron"' in noted
    assert '"language": "zh"' in noted  # the plan's own, since nothing else is set
    assert run(command, environment).returncode == 0


def test_what_cron_mails_when_the_database_is_missing_is_one_line(tmp_path: Path) -> None:
    environment, _, command = cron_job(tmp_path)
    done = run(command, environment)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1
    assert f"{tmp_path}/sbtrack.db" in done.stderr


def test_the_service_of_systemd_leaves_a_workbook_and_sends_mail_when_it_fails(
    server: Path,
) -> None:
    service = as_here(block("ini", "ExecStart=/usr/local"), server)
    assert "OnFailure=sbtrack-mail.service" in service
    assert "/etc/systemd/system/sbtrack-mail.service" in GUIDE
    environment = dict(re.findall(r"^Environment=(\w+)=(.*)$", service, re.MULTILINE))
    (command,) = re.findall(r"^ExecStart=(.*)$", service, re.MULTILINE)
    done = subprocess.run(
        shlex.split(command), env=environment, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert len([*(server / "snapshots").glob("*.xlsx")]) == 1


def test_the_mail_service_pipes_the_last_lines_to_the_mail_program(tmp_path: Path) -> None:
    (line,) = re.findall(r"^ExecStart=(.*)$", block("ini", "mail -s"), re.MULTILINE)
    for name, script in (("journalctl", "echo what went wrong"), ("mail", 'cat; echo "$@"')):
        program = tmp_path / name
        program.write_text(f"#!/bin/sh\n{script}\n")
        program.chmod(0o755)
    path = f"{tmp_path}:/usr/bin:/bin"
    done = subprocess.run(
        shlex.split(line), env={"PATH": path}, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines() == [
        *("what went wrong", "-s sbtrack: no workbook this week analyst@example.org"),
    ]


def test_every_command_of_the_guide_is_one_that_there_is() -> None:
    lines = re.findall(r"^(sbtrack .*?)(?:  .*)?$", GUIDE, re.MULTILINE)
    assert len(lines) >= 4
    for line in lines:
        words = [word for word in line.split()[1:3] if word.isalpha()]
        assert say(*words, "--help").code == 0
