"""What an entry rests on: links stay links, files are kept with the hash they have now."""

from hashlib import sha256
from pathlib import Path

import pytest

from sbtrack.actions.evidence import evidence_of
from sbtrack.domain.errors import RecordRefused
from sbtrack.domain.ledger import Evidence, EvidenceKind

CONTENT = b"%PDF figures"


@pytest.fixture
def database(tmp_path: Path) -> Path:
    folder = tmp_path / "ledger"
    folder.mkdir()
    (folder / "公报 1.pdf").write_bytes(CONTENT)
    (tmp_path / "elsewhere.pdf").write_bytes(CONTENT)
    path = folder / "plan.db"
    path.write_bytes(b"a database")
    return path


def file(location: str) -> tuple[Evidence, ...]:
    hashed = sha256(CONTENT).hexdigest()
    return (Evidence(EvidenceKind.FILE, location, hashed, len(CONTENT)),)


def test_a_file_beside_the_database_is_kept_by_its_path_from_there(database: Path) -> None:
    folder = database.parent
    (folder.parent / "link").symlink_to(folder)
    for named in (folder / "公报 1.pdf", folder.parent / "link" / "公报 1.pdf"):
        assert evidence_of([str(named)], database) == file("公报 1.pdf")
        assert evidence_of([str(named)], folder.parent / "link" / "plan.db") == file("公报 1.pdf")


def test_any_other_file_is_kept_by_its_whole_path(database: Path) -> None:
    other = database.parent.parent / "elsewhere.pdf"
    assert evidence_of([str(other)], database) == file(str(other))


@pytest.mark.parametrize("start", ["file://", "FILE://", "file://localhost"])
def test_a_file_written_as_a_link_is_held_to_its_hash_as_well(database: Path, start: str) -> None:
    link = (database.parent / "公报 1.pdf").as_uri().replace("file://", start)
    assert "%20" in link
    assert evidence_of([link], database) == file("公报 1.pdf")


def test_a_link_stays_as_it_is_and_each_counts_once(database: Path) -> None:
    link = "https://example.org/a%20b"
    assert evidence_of([link, link], database) == (Evidence(EvidenceKind.LINK, link),)


@pytest.mark.parametrize("location", ["gone.pdf", "a\0b", "/dev/null", "file:///gone.pdf", "~no/x"])
def test_what_is_no_readable_file_is_refused(database: Path, location: str) -> None:
    with pytest.raises(RecordRefused) as caught:
        evidence_of([location], database)
    assert caught.value.message.template.startswith("There is no readable file")


def test_the_database_is_no_evidence_for_itself(database: Path) -> None:
    link = database.parent.parent / "link.db"
    link.symlink_to(database)
    for location in (database, link):
        with pytest.raises(RecordRefused) as caught:
            evidence_of([str(location)], database)
        assert "changes with every entry" in caught.value.message.template
