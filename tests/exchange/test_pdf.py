"""A worksheet as PDF, read again by pypdf."""

from __future__ import annotations

import io
import re
import struct
import zlib
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import IndirectObject

from selfcheck.exchange import Texts, libraries
from selfcheck.exchange.formats.pdf import PDF, source, write
from selfcheck.exchange.libraries import MissingLibraryError
from selfcheck.exchange.typeset import (
    TypesettingError,
    compile,
    html_to_typst,
    language,
    literal,
    take_out_pictures,
)
from selfcheck.pages.messages import Messages
from selfcheck.project import Project
from selfcheck.quiz.bank import BankEntry, BankReader

ROOT = Path(__file__).parents[2]
HOSTILE = '"#read("/etc/passwd")\\" ) ] } $x$ @ref <label> // `raw` *b* _e_ = h'


def quiz_of(folder: Path, yaml: str) -> list[BankEntry]:
    (folder / "test.yml").write_text(yaml, encoding="utf-8")
    bank = BankReader().read(folder)
    assert not [each for each in bank.diagnostics if each.severity == "error"], bank.diagnostics
    return list(bank)


def words(html: str) -> str:
    """The letters of HTML, without tags and spaces: a line may break anywhere."""
    return "".join(unescape(re.sub(r"<[^>]*>", "", html)).split())


def read(pdf: bytes) -> PdfReader:
    return PdfReader(io.BytesIO(pdf))


def pages(pdf: bytes, title: str) -> list[str]:
    """The letters of each page, without its header and footer."""
    found = []
    for number, page in enumerate(reader := read(pdf).pages, start=1):
        text = "".join(page.extract_text().split())
        footer = f"{number}/{len(reader)}"
        assert footer in text
        text = text.replace(footer, "", 1)
        found.append(text.replace("".join(title.split()), "", 1) if number > 1 else text)
    return found


def outline(items: list[Any], reader: PdfReader, depth: int = 1) -> Iterator[tuple[int, str, int]]:
    """Bookmarks: depth, title, page."""
    for item in items:
        if isinstance(item, list):
            yield from outline(item, reader, depth + 1)
        else:
            page = reader.get_destination_page_number(item)
            assert page is not None
            yield depth, item.title, page


def test_every_text_of_the_book_is_in_its_pdf(project: Project) -> None:
    texts = Texts(project.book)
    for entry in project.bank:
        read_back = pages(write([entry], texts), entry.quiz.title)
        # Where a question runs over a page's end, its words do.
        all_pages = "".join(read_back)
        for question in entry.quiz.questions:
            for place, text in question.texts():
                # Texts with gaps: each piece between two of them.
                for piece in re.split(r"\{[a-z0-9-]+\}", text):
                    for line in texts.plain(piece).splitlines():
                        assert words(line) in all_pages, (entry.name, question.id, place)


def test_every_text_of_every_kind_is_in_its_pdf(
    project: Project, examples: list[BankEntry]
) -> None:
    texts = Texts(project.book)
    read_back = "".join(pages(write(examples, texts), "Self-checks"))
    assert {entry.quiz.questions[0].type for entry in examples} == set(PDF.leaves)
    for entry in examples:
        assert words(entry.quiz.title) in read_back
        for question in entry.quiz.questions:
            for place, text in question.texts():
                for piece in re.split(r"\{[a-z0-9-]+\}", text):
                    assert words(texts.html(piece)) in read_back, (question.id, place)
    for plain in ("Canberra", "Toronto", "Liquid", "not at all", "Words to choose from: "):
        assert words(plain) in read_back


def test_answers_stand_in_the_key_alone(project: Project) -> None:
    texts = Texts(project.book)
    for entry in project.bank:
        pdf = write([entry], texts)
        reader = read(pdf)
        marks = list(outline(reader.outline, reader))
        key = next(page for _, title, page in marks if title == "Answer key")
        read_back = pages(pdf, entry.quiz.title)
        assert read_back[key].startswith("Answerkey")
        questions, answers = "".join(read_back[:key]), "".join(read_back[key:])
        for question in entry.quiz.questions:
            if question.explanation:
                last = words(texts.plain(question.explanation).splitlines()[-1])
                assert last not in questions
                assert last in answers
            if question.hint:
                assert words(texts.plain(question.hint).splitlines()[0]) in questions


def test_bookmarks_lead_to_every_question_and_answer(
    project: Project, examples: list[BankEntry]
) -> None:
    texts = Texts(project.book)
    trust = project.bank.entries["trust"]
    count = len(trust.quiz.questions)
    reader = read(write([trust], texts))
    numbered = [(2, f"Question {number}") for number in range(1, count + 1)]
    assert [mark[:2] for mark in outline(reader.outline, reader)] == [
        (1, trust.quiz.title),
        *numbered,
        (2, "Hint"),
        (1, "Answer key"),
        *numbered,
    ]
    reader = read(write(examples, texts))
    marks = list(outline(reader.outline, reader))
    tops = [title for depth, title, _ in marks if depth == 1]
    assert tops == [*(entry.quiz.title for entry in examples), "Answer key"]
    starts = [page for depth, _, page in marks if depth == 1]
    assert len(set(starts)) == len(starts), "each begins a page"


def structure(node: Any) -> Iterator[str]:
    """The names of all elements of a tagged PDF."""
    if isinstance(node, IndirectObject):
        node = node.get_object()
    if isinstance(node, list):
        for each in node:
            yield from structure(each)
    elif isinstance(node, dict):
        if "/S" in node:
            yield node["/S"]
        if "/K" in node:
            yield from structure(node["/K"])


def objects(reader: PdfReader) -> Iterator[dict[str, Any]]:
    """All dictionaries of a PDF."""
    for number in range(1, reader.trailer["/Size"]):
        each = IndirectObject(number, 0, reader).get_object()
        if isinstance(each, dict):
            yield each


def test_a_screen_reader_finds_its_way(project: Project, examples: list[BankEntry]) -> None:
    reader = read(write(examples, Texts(project.book, Messages("de-AT"))))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "de-AT"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert reader.metadata is not None
    assert reader.metadata.title == "Selbsttests"
    found = list(structure(root["/StructTreeRoot"]))
    count = sum(len(entry.quiz.questions) for entry in examples)
    assert found.count("/H1") == len(examples) + 1
    assert found.count("/H3") == count
    assert {"/P", "/L", "/LI", "/Table", "/TH", "/TD", "/Strong", "/BlockQuote"} <= set(found)
    metadata = reader.xmp_metadata
    assert metadata is not None
    # PDF/UA-1: Typst refuses what does not follow it, and says so here if it does.
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata.rdf_root.toxml()


def test_the_same_quizzes_give_the_same_bytes(project: Project, examples: list[BankEntry]) -> None:
    texts = Texts(project.book)
    assert write(examples, texts) == write(examples, texts)
    assert b"/CreationDate" not in write(examples, texts)


def test_answers_link_to_sections_where_the_site_is_known(project: Project) -> None:
    trust = [project.bank.entries["trust"]]
    address = "https://book.example/chapters/trust/#safe-not-comfortable"
    assert address in source(trust, Texts(project.book, site_url="https://book.example/"))
    assert "Explained in" not in source(trust, Texts(project.book))
    pdf = read(write(trust, Texts(project.book, site_url="https://book.example/")))
    links = {
        annotation.get_object()["/A"]["/URI"]
        for page in pdf.pages
        for annotation in page.get("/Annots", [])
    }
    assert address in links


def test_several_quizzes_have_the_books_title(project: Project) -> None:
    entries = list(project.bank)[:2]
    reader = read(write(entries, Texts(project.book, title="A book")))
    assert reader.metadata is not None
    assert reader.metadata.title == "A book"


def test_a_fixed_order_is_kept(project: Project, tmp_path: Path) -> None:
    options = "".join(f"\n      - {{text: T{n}, feedback: f}}" for n in range(9))
    entries = quiz_of(
        tmp_path,
        f"""title: T
questions:
  - id: a
    type: single-choice
    prompt: P
    shuffle: false
    options:{options}
      - {{text: T9, feedback: f, correct: true}}
""",
    )
    read_back = "".join(pages(write(entries, Texts(project.book)), "T"))
    assert "T0T1T2T3T4T5T6T7T8T9" in read_back


def test_text_is_never_code(project: Project, tmp_path: Path) -> None:
    quoted = HOSTILE.replace("\\", "\\\\").replace('"', '\\"')
    entries = quiz_of(
        tmp_path,
        f"""title: "{quoted}"
description: "{quoted}"
introduction: "{quoted}"
questions:
  - id: a
    type: matching
    content-note: "{quoted}"
    prompt: "{quoted}"
    hint: "{quoted}"
    columns: ["{quoted}", "{quoted}"]
    pairs:
      - {{left: "{quoted}", right: "{quoted}", feedback: "{quoted}"}}
      - {{left: b, right: c, feedback: "`#eval(1)`"}}
  - id: b
    type: fill-in
    text: "{{gap}} {quoted} <slot name='gap-1'></slot>"
    blanks: {{gap: {{accept: ["{quoted}"], feedback: "{quoted}"}}}}
""",
    )
    pdf = write(entries, Texts(project.book))
    everything = "".join("".join(page.extract_text().split()) for page in read(pdf).pages)
    assert everything.count("/etc/passwd") >= 10
    assert "root:" not in everything
    assert "eval(1)" in everything
    assert "<slotname=" in everything


@pytest.mark.parametrize(
    "text",
    [
        "漢字",
        "\U0001f600 \U0010fffd",
        "a\x00b\x1b\ufffe",
        "مرحبا",
        ">" * 60 + " deep",
        "\n".join("    " * depth + "- deep" for depth in range(60)),
        "*" * 3000,
        "[" * 3000,
        "x" * 50_000,
        "- " * 3000,
        "| a | b |\n|---|---|\n" + "| c |\n" * 300,
    ],
)
def test_no_text_stops_it(project: Project, text: str) -> None:
    html = Texts(project.book).html(text)
    setting = '#import "worksheet.typ": *\n#show: paper.with(title: "T")\n#heading("T")\n'
    pdf = compile(f"{setting}#together({html_to_typst(html)})")
    assert len(read(pdf).pages) >= 1


def test_the_compiler_sees_no_file_of_the_disk(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    up = "/".join([".."] * 12)
    for path in (secret.as_posix(), f"{up}{secret.as_posix()}"):
        with pytest.raises(TypesettingError):
            compile(f"#set document(title: [T], date: none)\n#read({literal(path)})")
    with pytest.raises(TypesettingError, match="leads out"):
        compile("", {"../outside.txt": b""})


def test_html_of_a_chapter_is_typeset() -> None:
    html, files = take_out_pictures(
        """<h1 id="top">Top "quoted"</h1><h3>Not skipped</h3>
        <p>One <em>two</em> <a href="#top">up</a> <a href="javascript:x">no</a>
        <a href="https://a.example/">out</a></p>
        <ul><li>a<ul><li>b</ul><li><p>c</p><p>d</p></ul><ol start="3"><li>e</ol>
        <table><tr><th>A<th>B<tr><td>1<td>2<tr><td colspan=2>3</table>
        <figure><svg viewBox="0 0 9 9"><title>A &amp; B</title><rect width="5" height="5"/></svg>
        <figcaption>Below</figcaption></figure>
        <svg viewBox="0 0 9 9"><rect width="4" height="4"/></svg>
        <dl><dt>Term<dd>Said</dl><pre>x = 1\n  y</pre><blockquote><p>q</blockquote>
        <script>alert(1)</script><details><summary>More</summary>inner</details>"""
    )
    made = html_to_typst(
        html,
        pictures={name: name for name in files},
        labels={"top"},
        link=lambda href: None if href.startswith("javascript") else href,
    )
    assert len(files) == 2
    reader = read(compile(f'#set document(title: "T", date: none)\n#{made}', files))
    text = reader.pages[0].extract_text()
    for word in ('Top "quoted"', "two", "c", "3. e", "Below", "Term", "x = 1", "More", "inner"):
        assert word in text
    assert "alert" not in text
    found = list(structure(reader.trailer["/Root"]["/StructTreeRoot"]))
    assert {"/H1", "/H2", "/Figure", "/Caption", "/TH", "/Code", "/BlockQuote"} <= set(found)
    assert "/H3" not in found
    assert 'alt: "A & B"' in made
    assert "pdf.artifact(box(image(" in made
    assert "javascript" not in made


def test_blocks_where_none_belong_are_kept() -> None:
    made = html_to_typst(
        "<p>a<span>b<div>c</div>d</span></p><h2>e<p>f</p></h2><em><ul><li>g</ul></em><li>h"
    )
    pdf = read(compile(f'#set document(title: "T", date: none)\n#{made}'))
    assert "".join(pdf.pages[0].extract_text().split()).replace("•", "") == "abcdefgh"


def test_photographs_are_typeset() -> None:
    row = b"\0" + b"\x40\x80\xc0" * 8
    header = struct.pack(">IIBBBBB", 8, 8, 8, 2, 0, 0, 0)
    dots = b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
        for name, data in ((b"IHDR", header), (b"IDAT", zlib.compress(row * 8)), (b"IEND", b""))
    )
    html = '<p><img src="a" alt="Dots"><img src="b" alt="Lost"></p>'
    made = html_to_typst(html, pictures={"a": "a.png"})
    pdf = read(compile(f'#set document(title: "T", date: none)\n#{made}', {"a.png": dots}))
    kinds = [each.get("/Subtype") for each in objects(pdf)]
    assert kinds.count("/Image") == 1
    assert "Lost" in pdf.pages[0].extract_text()


def test_half_a_character_is_none() -> None:
    assert literal('a\ud800\ufffe"\\') == '"a\ufffd\ufffd\\"\\\\"'
    assert compile(f'#set document(title: "T", date: none)\n#{literal(chr(0xD800))}')


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("de-AT", ("de", "AT")),
        ("zh-Hant-tw", ("zh", "TW")),
        ("en", ("en", None)),
        ("", ("en", None)),
    ],
)
def test_language_tags(tag: str, expected: tuple[str, str | None]) -> None:
    assert language(tag) == expected


@pytest.mark.parametrize("tag", ["ar", "de", "es", "fr"])
def test_every_language_of_the_site(project: Project, tag: str) -> None:
    trust = project.bank.entries["trust"]
    reader = read(write([trust], Texts(project.book, Messages(tag))))
    assert reader.trailer["/Root"]["/Lang"] == tag
    metadata = reader.xmp_metadata
    assert metadata is not None
    assert "pdfuaid" in metadata.rdf_root.toxml()


def test_a_missing_library_is_told(project: Project, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> None:
        raise ModuleNotFoundError(f"No module named '{name}'", name=name)

    monkeypatch.setattr(libraries, "import_module", missing)
    with pytest.raises(MissingLibraryError, match=r"install mkdocs-selfcheck\[exchange\]"):
        write(list(project.bank)[:1], Texts(project.book))


def test_what_is_left_behind_is_told(project: Project, examples: list[BankEntry]) -> None:
    export = PDF.export(examples, Texts(project.book))
    assert export.content.startswith(b"%PDF-")
    assert [loss.quiz for loss in export.losses if loss.part == "play"] == ["scenario"]
