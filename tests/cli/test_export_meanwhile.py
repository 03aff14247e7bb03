"""What happens to a file while an export is being made is not lost, whoever does it."""

import json
import os
import subprocess
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from command_line import PROGRAM, say
from processes import watched
from stopped import NAMED, SYNCED, go_on, stopped_at

from sbtrack.actions.snapshots.files import written
from sbtrack.domain.errors import ExportRefused

CHANGED = "was changed while this was being written, so it was left as it is"
REPLACE = ("export", "-o", "a.csv", "--replace")


@pytest.fixture(autouse=True)
def ledger(home: Path) -> None:  # noqa: ARG001
    """Work on a ledger that has changed since it was exported."""
    assert say("record", "4", "37.2", "-p", "2013").code == 0
    assert say("export", "-o", "a.csv").code == 0
    assert say("record", "5", "40", "-p", "2013", "--yes").code == 0


def here() -> set[str]:
    return {p.name for p in Path().iterdir()}


def _replaced() -> None:
    Path("theirs.csv").write_text("theirs", "utf-8")
    Path("theirs.csv").replace("a.csv")


HAPPENS: dict[str, Callable[[], object]] = {
    "written": lambda: Path("a.csv").write_text("theirs", "utf-8"),
    "replaced": _replaced,
    "made": lambda: Path("new.csv").write_text("theirs", "utf-8"),
}


@pytest.mark.sample(3)
@pytest.mark.parametrize("what", HAPPENS)
@pytest.mark.parametrize("call", [SYNCED, NAMED])
def test_what_somebody_does_to_the_file_meanwhile_stays(what: str, call: str) -> None:
    name = "new.csv" if what == "made" else "a.csv"
    with stopped_at(call, "export", "-o", name, "--replace") as process:
        HAPPENS[what]()
        code, out, err = go_on(process)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert f"{name}” {CHANGED}; look at it, and try again." in err
    assert Path(name).read_text("utf-8") == "theirs"
    assert here() == {"work.db", "a.csv", name}


@pytest.mark.parametrize("links", ["hard links", "none"])
def test_what_is_written_at_the_very_last_is_brought_back(
    monkeypatch: pytest.MonkeyPatch, links: str
) -> None:
    path, replace = Path("b.csv").absolute(), Path.replace
    late: list[int] = []

    def write_then_replace(self: Path, target: Path) -> Path:
        if not late:
            late.append(path.write_bytes(b"at the last moment"))
        return replace(self, target)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError("no hard links here")

    path.write_bytes(b"old")
    if links == "none":
        monkeypatch.setattr(os, "link", refuse)
    monkeypatch.setattr(Path, "replace", write_then_replace)
    over = sha256(b"old").hexdigest()
    with written(path, lambda file: file.write(b"new")) as new:
        if links == "none":  # as far as renaming allows
            new.put_in_place(over)
            assert path.read_bytes() == b"new"
        else:
            with pytest.raises(ExportRefused):
                new.put_in_place(over)
            assert path.read_bytes() == b"at the last moment"
    assert here() == {"work.db", "a.csv", "b.csv"}


def test_without_hard_links_nothing_is_written_over_either(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise PermissionError("no hard links here")

    monkeypatch.setattr(os, "link", refuse)
    path = Path("b.csv").absolute()
    with written(path, lambda file: file.write(b"new")) as new:
        path.write_bytes(b"theirs")
        with pytest.raises(ExportRefused):
            new.put_in_place(None)
    assert path.read_bytes() == b"theirs"
    assert say(*REPLACE).code == 0
    assert say("export", "-o", "c.csv").code == 0
    assert here() == {"work.db", "a.csv", "b.csv", "c.csv"}


def test_of_many_exports_to_one_file_at_once_each_is_whole_or_refused() -> None:
    runs = [
        watched(
            subprocess.Popen([PROGRAM, *REPLACE], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        )
        for _ in range(5)
    ]
    said = [(run.communicate(timeout=300), run.returncode) for run in runs]
    assert {code for _, code in said} <= {0, 2}
    for (out, err), code in said:
        assert out == b""
        assert (b"Another sbtrack is writing to" in err) == (code == 2)
    assert say("snapshot", "verify").code == 0
    newest = json.loads(say("snapshot", "list", "--format", "json").out)[-1]
    assert newest["sha256"] == sha256(Path("a.csv").read_bytes()).hexdigest()
    assert here() == {"work.db", "a.csv"}
