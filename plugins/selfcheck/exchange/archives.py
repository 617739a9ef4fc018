"""Zip archives: written the same every time, and read without trust."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Mapping
from pathlib import PurePosixPath

from selfcheck.exchange.format import UnreadableInputError

MAX_FILES = 5_000
MAX_BYTES = 100_000_000
"""Unpacked, all files together. A real package of a bank of questions is far below it."""

BROKEN = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    NotImplementedError,
)
"""What the library raises for an archive that is not sound."""

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest time that the format knows


def pack(files: Mapping[str, bytes], *, stored: tuple[str, ...] = ()) -> bytes:
    """An archive of these files, in this order; the same files give the same bytes.

    Args:
        files: contents by their paths in the archive.
        stored: paths of files that are not to be compressed.
    """
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for path, content in files.items():
            info = zipfile.ZipInfo(path, _EPOCH)
            info.compress_type = zipfile.ZIP_STORED if path in stored else zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, content)
    return packed.getvalue()


def unpack(content: bytes) -> dict[str, bytes]:
    """The files of an archive from a stranger, in memory alone.

    Raises:
        UnreadableInputError: it is no archive, is damaged or encrypted, has a path
            that leads out of it, or would unpack to more than `MAX_BYTES`.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _read(archive)
    except BROKEN as error:
        raise UnreadableInputError(f"this is not a sound zip archive: {error}") from None
    except RuntimeError:
        raise UnreadableInputError("this archive is encrypted") from None


def _read(archive: zipfile.ZipFile) -> dict[str, bytes]:
    # `is_dir` would raise an IndexError for a name without a character.
    members = [each for each in archive.infolist() if not each.filename.endswith("/")]
    if len(members) > MAX_FILES:
        raise UnreadableInputError(f"this archive holds more than {MAX_FILES} files")
    files: dict[str, bytes] = {}
    left = MAX_BYTES
    for member in members:
        path = PurePosixPath(member.filename.replace("\\", "/"))
        if not path.parts:
            raise UnreadableInputError("this archive holds a file without a name")
        if path.is_absolute() or ".." in path.parts or ":" in path.parts[0]:
            raise UnreadableInputError(f"'{member.filename}' leads out of the archive")
        with archive.open(member) as stream:
            # The size that the archive states may be a lie; what is read counts.
            data = stream.read(left + 1)
        left -= len(data)
        if left < 0:
            raise UnreadableInputError(
                f"this archive unpacks to more than {MAX_BYTES // 1_000_000} MB"
            )
        files[path.as_posix()] = data
    return files
