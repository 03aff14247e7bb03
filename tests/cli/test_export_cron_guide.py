"""docs/cron.md works as it is written: its lines are taken from it and run with next to nothing."""

import re
import shlex
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from shutil import copytree

import pytest
from command_line import NATIONAL, PROGRAM, ROOT, say
from program_clock import ok, program_clock

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
    environment, ((times, command),) = crontab(block("cron", "MAILTO"), folder)
    return environment, times, command


def crontab(text: str, folder: Path) -> tuple[dict[str, str], list[tuple[str, str]]]:
    """Return the environment of a crontab's jobs, and the times and the command of each."""
    lines = as_here(text, folder).strip().splitlines()
    assignments = [line for line in lines if re.match(r"[A-Z_]+=", line)]
    jobs = [line.split(maxsplit=5) for line in lines if line not in assignments]
    environment = {"HOME": str(folder), "LOGNAME": "sbtrack", "SHELL": "/bin/sh"}
    environment |= dict(line.split("=", 1) for line in assignments)
    return environment, [(" ".join(times), command) for *times, command in jobs]


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


@pytest.mark.parametrize("name", ["README.md", "README.zh-CN.md"])
def test_the_cron_lines_of_a_readme_run_with_nothing_but_what_they_set(
    server: Path, name: str
) -> None:
    (text,) = re.findall(r"```cron\n(.*?)```", (ROOT / name).read_text("utf-8"), re.DOTALL)
    environment, jobs = crontab(text, server)
    export, check = (command for _, command in jobs)
    done = run(export, environment)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert len([*(server / "snapshots").glob("*.xlsx")]) == 1
    done = run(check, environment)  # nothing in this plan is binding
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def commands_of_the_guide() -> list[str]:
    """Return what a shell is to be given, from top to bottom, without remarks beside it."""
    return re.findall(r"(?:^|`)(sbtrack \S+ [^`\n]*?)(?:  .*|`|$)", GUIDE, re.MULTILINE)


def test_every_command_of_the_guide_works_two_weeks_after_the_first_figure(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its dates are days of the weeks 46 and 47 of 2026."""
    server, again = home / "server", home / "again"
    server.mkdir()
    monkeypatch.setenv("SBTRACK_DB", f"{server}/sbtrack.db")
    (server / "plan.yaml").write_bytes((NATIONAL / "plan.yaml").read_bytes())

    def typed(line: str) -> str:
        places = {HOME: server, "/mnt/copy": home / "copy", "/tmp/again": again}
        for place, here in places.items():
            line = line.replace(place, str(here))
        return ok(line.removeprefix("sbtrack "))

    first, load, *later = commands_of_the_guide()
    set_clock = program_clock(monkeypatch, datetime(2026, 11, 13, 9, tzinfo=UTC))
    typed(load)
    for day, figure in ((13, "17695.9 -p 2011"), (20, "19010 -p 2012")):
        set_clock(datetime(2026, 11, day, 9, tzinfo=UTC))
        ok(f"record 2 {figure}")
        typed(f"{first} --dir {HOME}/snapshots")
    copytree(server / "snapshots", home / "copy")
    set_clock(datetime(2026, 11, 24, 9, tzinfo=UTC))
    said = {line: typed(line) for line in later}
    assert {line.split()[1] for line in later} == {"export", "snapshot"}
    assert "2012" in said["sbtrack snapshot diff 2026-W46 2026-W47"]
    (made,) = again.glob("*.xlsx")
    assert made.read_bytes() == (server / "snapshots" / made.name).read_bytes()
    assert made.stem.endswith("2026-W47")
