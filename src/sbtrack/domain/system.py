"""What operating systems say most when they refuse something, so that it can be translated."""

from __future__ import annotations

import errno

from sbtrack.domain.message import Msg

_DETAILS = {
    errno.EACCES: Msg("Permission denied"),
    errno.EPERM: Msg("Operation not permitted"),
    errno.EROFS: Msg("Read-only file system"),
    errno.ENOENT: Msg("No such file or directory"),
    errno.ENOTDIR: Msg("Not a directory"),
    errno.EISDIR: Msg("Is a directory"),
    errno.EEXIST: Msg("File exists"),
    errno.ELOOP: Msg("Too many levels of symbolic links"),
    errno.ENAMETOOLONG: Msg("File name too long"),
    errno.EFBIG: Msg("File too large"),
    errno.EIO: Msg("Input/output error"),
    errno.ENOSPC: Msg("No space left on device"),
    errno.EDQUOT: Msg("Disk quota exceeded"),
    errno.EPIPE: Msg("Broken pipe"),
    errno.EBADF: Msg("Bad file descriptor"),
}


def detail_of(error: OSError) -> Msg | str:
    """Return what the system says, in words that are translated where it is said often."""
    return _DETAILS.get(error.errno or 0) or error.strerror or str(error)
