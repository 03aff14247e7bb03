"""What operating systems refuse, said so that it can be translated."""

import errno

from sbtrack.domain.message import Msg
from sbtrack.domain.system import detail_of


def test_what_is_refused_often_is_a_message() -> None:
    assert detail_of(PermissionError(errno.EACCES, "whatever")) == Msg("Permission denied")


def test_everything_else_is_told_as_the_system_says_it() -> None:
    assert detail_of(OSError(errno.EMFILE, "Too many open files")) == "Too many open files"
    assert detail_of(OSError("no number")) == "no number"
