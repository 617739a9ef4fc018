"""Archives from strangers: read in memory, and refused in words where they mean harm."""

from __future__ import annotations

import io
import struct
import time
import tracemalloc
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from selfcheck.exchange import UnreadableInputError, archives
from selfcheck.exchange.archives import MAX_BYTES, MAX_FILES, pack, unpack
from selfcheck.exchange.recognise import recognised

FILES = {"imsmanifest.xml": b"<manifest/>" * 50, "items/é.xml": b"<item/>", "empty": b""}


def zipped(names: list[str], content: bytes = b"x", method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name in names:
            info = zipfile.ZipInfo("placeholder")
            info.filename = name  # as it is: the constructor would tidy it
            info.compress_type = method
            archive.writestr(info, content)
    return made.getvalue()


def test_what_was_packed_is_unpacked_and_the_same_files_give_the_same_bytes() -> None:
    assert unpack(pack(FILES)) == FILES
    assert pack(FILES) == pack(dict(FILES))
    assert list(unpack(pack(FILES))) == list(FILES)


def test_a_file_that_must_lie_open_lies_open() -> None:
    packed = pack({"mimetype": b"text/plain", **FILES}, stored=("mimetype",))
    assert b"mimetypetext/plain" in packed
    assert unpack(packed)["mimetype"] == b"text/plain"


@pytest.mark.parametrize(
    "name",
    ["../x", "a/../../x", "/etc/passwd", "\\windows\\x", "..\\x", "a\\..\\..\\x", "C:\\x", "C:x",
     "//host/x"],
)  # fmt: skip
def test_a_path_that_leads_out_is_refused(name: str) -> None:
    with pytest.raises(UnreadableInputError, match="leads out of the archive"):
        unpack(zipped(["fine.txt", name]))


def test_a_file_without_a_name_is_refused() -> None:
    with pytest.raises(UnreadableInputError, match="without a name"):
        unpack(zipped(["."]))


def test_a_bomb_is_refused_before_it_fills_the_memory() -> None:
    bomb = zipped([f"{number}" for number in range(30)], b"\0" * 10_000_000)
    assert len(bomb) < 400_000, "small as it comes"
    tracemalloc.start()
    started = time.perf_counter()
    with pytest.raises(UnreadableInputError, match="more than 100 MB"):
        unpack(bomb)
    taken, (_, peak) = time.perf_counter() - started, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 3 * MAX_BYTES
    assert taken < 20


def test_the_size_that_an_archive_states_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archives, "MAX_BYTES", 1000)
    packed = bytearray(zipped(["x"], b"\0" * 100_000))
    for signature, place in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        at = packed.index(signature) + place
        assert struct.unpack_from("<I", packed, at) == (100_000,)
        struct.pack_into("<I", packed, at, 10)
    with pytest.raises(UnreadableInputError):
        unpack(bytes(packed))


def test_too_many_files_are_refused() -> None:
    with pytest.raises(UnreadableInputError, match=f"more than {MAX_FILES} files"):
        unpack(zipped([f"{number}" for number in range(MAX_FILES + 1)], b"", zipfile.ZIP_STORED))


def test_an_encrypted_archive_is_refused() -> None:
    packed = bytearray(zipped(["x"]))
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        packed[packed.index(signature) + place] |= 1
    with pytest.raises(UnreadableInputError, match="encrypted"):
        unpack(bytes(packed))


def test_a_name_that_was_wiped_out_is_refused() -> None:
    packed = zipped(["imsmanifest.xml", "b/c"]).replace(b"b/c", b"\x00/c")
    with pytest.raises(UnreadableInputError, match="a file without a name"):
        unpack(packed)


def test_a_compression_that_nobody_knows_is_refused() -> None:
    packed = bytearray(zipped(["x"]))
    for signature, place in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        packed[packed.index(signature) + place] = 99
    with pytest.raises(UnreadableInputError, match="not a sound zip archive"):
        unpack(bytes(packed))


@pytest.mark.parametrize("share", [0.0, 0.3, 0.6, 0.9, 0.99])
def test_a_truncated_archive_is_refused(share: float) -> None:
    packed = pack(FILES)
    with pytest.raises(UnreadableInputError, match="not a sound zip archive"):
        unpack(packed[: int(len(packed) * share)])


@settings(max_examples=400, deadline=None)
@given(st.data())
def test_a_damaged_archive_is_read_or_refused(data: st.DataObject) -> None:
    method = data.draw(
        st.sampled_from([zipfile.ZIP_DEFLATED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA,
                         zipfile.ZIP_STORED])
    )  # fmt: skip
    packed = bytearray(zipped(["imsmanifest.xml", "b/c"], b"words and words " * 9, method))
    for _ in range(data.draw(st.integers(1, 4))):
        packed[data.draw(st.integers(0, len(packed) - 1))] = data.draw(st.integers(0, 255))
    recognised("x.zip", bytes(packed))
    try:
        found = unpack(bytes(packed))
    except UnreadableInputError:
        return
    assert all(isinstance(content, bytes) for content in found.values())
