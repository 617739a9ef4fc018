"""QTI 2.1 packages: a manifest, a test for each quiz, and an item for each question."""

from __future__ import annotations

from collections.abc import Sequence

from selfcheck.exchange.format import Format
from selfcheck.exchange.qti import LEAVES
from selfcheck.exchange.qti.dialects import QTI_2
from selfcheck.exchange.qti.reading.package import read
from selfcheck.exchange.qti.writing.package import package
from selfcheck.exchange.texts import Texts
from selfcheck.quiz.bank import BankEntry


def _write(entries: Sequence[BankEntry], texts: Texts) -> bytes:
    return package(entries, texts, QTI_2)


QTI2 = Format(
    name="qti2",
    title="QTI 2.1",
    suffix=".zip",
    media_type="application/zip",
    used_by="TAO, OpenOlat, Canvas and most question banks",
    leaves=LEAVES,
    write=_write,
    read=read,
)
