"""QTI 3.0 packages: a manifest, a test for each quiz, and an item for each question."""

from __future__ import annotations

from collections.abc import Sequence

from selfcheck.exchange.format import Format
from selfcheck.exchange.qti import LEAVES
from selfcheck.exchange.qti.dialects import QTI_3
from selfcheck.exchange.qti.reading.package import read
from selfcheck.exchange.qti.writing.package import package
from selfcheck.exchange.texts import Texts
from selfcheck.quiz.bank import BankEntry


def _write(entries: Sequence[BankEntry], texts: Texts) -> bytes:
    return package(entries, texts, QTI_3)


QTI3 = Format(
    name="qti3",
    title="QTI 3.0",
    suffix=".zip",
    media_type="application/zip",
    used_by="programs that play QTI 3, such as those built on QTI Components",
    leaves=LEAVES,
    write=_write,
    read=read,
)
