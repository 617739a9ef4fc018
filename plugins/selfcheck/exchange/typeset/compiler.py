"""Typst, shut into a folder that holds nothing but what it is given."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from selfcheck.exchange.libraries import library

_MAIN = "main.typ"
_HERE = Path(__file__).parent
_NO_SIGN = "could not be displayed with font"


class TypesettingError(Exception):
    """Typst refused a source; the message says why."""


def compile(source: str, files: Mapping[str, bytes] | None = None) -> bytes:
    """A PDF of Typst source, tagged and after PDF/UA-1 (ISO 14289-1), the same every time.

    The source sees the files given here and the templates beside this module
    (`worksheet.typ`); nothing of the disk. Its fonts are the ones that Typst brings. Where
    none of them has a sign, the system's fonts are asked too; where they have none either,
    the PDF is tagged all the same, but does not say that it follows the norm.

    Args:
        source: Typst; it should set a title, a language, and `date: none`.
        files: further files by their path, such as pictures.

    Raises:
        MissingLibraryError: Typst is not installed.
        TypesettingError: the source has a fault, or something in it has no alternative text.
    """
    typst = library("typst")
    everything = {path.name: path.read_bytes() for path in sorted(_HERE.glob("*.typ"))}
    everything |= dict(files or {})
    everything[_MAIN] = source.encode()
    with TemporaryDirectory() as folder:
        # In memory, the library takes text alone, and photographs are none.
        root = Path(folder).resolve()
        for path, content in everything.items():
            file = (root / path).resolve()
            if not file.is_relative_to(root):
                raise TypesettingError(f"'{path}' leads out of the folder")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        for system_fonts, standard in ((False, "ua-1"), (True, "ua-1"), (True, "1.7")):
            compiler = typst.Compiler(
                str(root / _MAIN),
                root=str(root),
                ignore_system_fonts=not system_fonts,
                package_path=str(root / "no-packages"),
                package_cache_path=str(root / "no-packages"),
            )
            try:
                return bytes(compiler.compile(format="pdf", pdf_standards=standard))
            except typst.TypstError as error:
                if _NO_SIGN not in error.message:
                    raise TypesettingError(error.message) from None
    raise TypesettingError("no font has a sign for some character")
