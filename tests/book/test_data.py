"""The book's data: read, held against chapters and quizzes, and shown."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from selfcheck.book import read_book
from selfcheck.book.figures import Figure
from selfcheck.book.pictures import PictureError, read_picture
from selfcheck.book.references import Author, Reference
from selfcheck.coverage import cover
from selfcheck.pages import PageWriter
from selfcheck.pages.charts import effects_chart
from tests.conftest import read_project

REFERENCES = """\
- id: known2020
  kind: article
  authors: [{family: Known, given: K.}]
  year: 2020
  title: A title
  checked: verified
"""
CHAPTER = """\
---
title: A chapter
number: 1
objectives:
  explain-it: Explain it.
covers:
  C1: first
---

## First {#first}

As @known2020 says.
"""
QUIZ = """\
title: A quiz
chapter: chapters/one.md
questions:
  - id: one
    type: true-false
    objective: explain-it
    covers: [C1]
    prompt: Snow is white.
    answer: true
    feedback: {true: It is., false: Look again.}
"""
HELP = """\
- region: Here
  name: Somebody
  kind: listening
  how: call
  phone: 0123 456
  last-checked: 2026-01-01
  confidence: high
"""
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>A dot</title>'
    "<desc>One dot in the middle.</desc><circle r='2'/></svg>"
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, text in {
        "docs/chapters/one.md": CHAPTER,
        "docs/data/references.yml": REFERENCES,
        "docs/pictures/dot.svg": SVG,
        "quizzes/one.yml": QUIZ,
    }.items():
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    return tmp_path


def said(root: Path) -> list[str]:
    return [str(each).splitlines()[0] for each in read_project(root).diagnostics]


def add(file: Path, text: str) -> None:
    old = file.read_text("utf-8") if file.is_file() else ""
    file.write_text(old + text, "utf-8")


def test_a_sound_project_says_nothing(root: Path) -> None:
    assert said(root) == []


def test_what_a_chapter_names_and_nobody_has_is_reported_with_its_place(root: Path) -> None:
    add(
        root / "docs/chapters/one.md",
        "\n[[nothing]] and [[=none]] and [@nobody1999].\n\n"
        "/// question | one/two\n///\n\n/// effects | Effects\nnone\n///\n\n"
        "/// picture | gone.svg\n///\n",
    )
    assert said(root) == [
        "docs/chapters/one.md:14:1: error[unknown-term]: there is no term 'nothing'",
        "docs/chapters/one.md:14:17: error[unknown-figure]: there is no figure 'none'",
        "docs/chapters/one.md:14:32: error[unknown-reference]: there is no reference 'nobody1999'",
        "docs/chapters/one.md:20:1: error[unknown-figure]: there is no figure 'none'",
        "docs/chapters/one.md:23:15: error[bad-picture]: "
        "there is no picture 'gone.svg' in 'pictures'",
        "docs/chapters/one.md:16:1: error[unknown-question]: there is no question 'one/two'",
    ]


def test_a_reference_that_nothing_cites_is_a_warning(root: Path) -> None:
    add(root / "docs/data/references.yml", REFERENCES.replace("known2020", "unused2021"))
    assert said(root) == [
        "docs/data/references.yml:7:7: warning[uncited-reference]: nothing cites 'unused2021'"
    ]


def test_an_id_that_stands_twice_is_an_error(root: Path) -> None:
    add(root / "docs/data/references.yml", REFERENCES)
    assert said(root) == [
        "docs/data/references.yml:7:7: error[duplicate-id]: the id 'known2020' stands twice"
    ]


def test_a_claim_that_a_chapter_covers_must_exist_and_so_must_the_section(root: Path) -> None:
    (root / "docs/data/claims.yml").write_text(
        "- {id: C2, label: Another, chapter: chapters/one.md}\n", "utf-8"
    )
    chapter = root / "docs/chapters/one.md"
    chapter.write_text(CHAPTER.replace("C1: first", "C1: fisrt"), "utf-8")
    assert said(root) == [
        "docs/chapters/one.md:7:3: error[unknown-claim]: there is no claim 'C1'",
        "docs/chapters/one.md:7:3: error[unknown-section]: "
        "there is no heading 'fisrt' in the chapter",
    ]


def test_coverage_names_what_is_missing(root: Path) -> None:
    (root / "docs/data/claims.yml").write_text(
        "- {id: C1, label: One, chapter: chapters/one.md, question: true}\n"
        "- {id: C2, label: Two, chapter: chapters/one.md}\n",
        "utf-8",
    )
    coverage = cover(read_project(root))
    assert [(each.claim.id, each.missing) for each in coverage.claims] == [
        ("C1", ""),
        ("C2", "no section"),
    ]
    assert [each.missing for each in coverage.objectives] == ["1 of 2 questions"]
    assert not coverage.complete
    html = PageWriter(read_project(root)).listing("coverage")
    assert "no section" in html
    assert "1 of 2 questions" in html


# --- help lines grow old


@pytest.mark.parametrize(
    ("day", "severity"),
    [("2026-03-31", None), ("2026-04-05", "notice"), ("2026-07-20", "error")],
)
def test_a_help_line_that_nobody_checks_is_noticed_and_then_refused(
    root: Path, monkeypatch: pytest.MonkeyPatch, day: str, severity: str | None
) -> None:
    (root / "docs/data/help.yml").write_text(HELP, "utf-8")
    moment = datetime.fromisoformat(day).replace(tzinfo=UTC)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(moment.timestamp())))
    found = read_book(root / "docs/data").diagnostics
    assert [each.severity for each in found] == ([severity] if severity else [])
    if found:
        assert (found[0].line, found[0].code) == (6, "old-help-line")


def test_help_lines_can_be_called(root: Path) -> None:
    (root / "docs/data/help.yml").write_text(HELP, "utf-8")
    html = PageWriter(read_project(root)).listing("help-lines")
    assert '<a href="tel:0123456">0123 456</a>' in html
    assert "Last checked on 1 January 2026" in html


# --- references, figures, charts, pictures


def reference(**more: object) -> Reference:
    return Reference(
        id="a2020", kind="article", authors=[Author(family="A", given="B.")], year=2020,
        title="T", checked="high", **more,
    )  # fmt: skip


def test_a_reference_is_shown_in_the_manner_of_apa() -> None:
    html = reference(
        container="Journal", volume=5, issue=2, pages="1–9", doi="10.1037/abc"
    ).as_html()
    assert html == (
        "A, B. (2020). T. <cite>Journal, 5</cite>(2), 1–9. "
        '<a href="https://doi.org/10.1037/abc" rel="noopener">https://doi.org/10.1037/abc</a>'
    )


@pytest.mark.parametrize(
    ("names", "others", "short"),
    [
        (["One"], False, "One"),
        (["One", "Two"], False, "One & Two"),
        (["One", "Two", "Three"], False, "One et al."),
        (["One"], True, "One et al."),
    ],
)
def test_authors_are_shortened_in_citations(names: list[str], others: bool, short: str) -> None:
    authors = [Author(family=name, given="X.") for name in names]
    found = reference().model_copy(update={"authors": authors, "others": others})
    assert found.short_authors == short


def test_works_that_would_be_cited_alike_get_letters(root: Path) -> None:
    add(root / "docs/data/references.yml", REFERENCES.replace("known2020", "known2020-b"))
    add(root / "docs/chapters/one.md", "\nAs @known2020-b says.\n")
    book = read_project(root).book
    assert [book.references[id].cited_year for id in ("known2020", "known2020-b")] == [
        "2020a",
        "2020b",
    ]


def figure(**more: object) -> Figure:
    values = {
        "id": "f", "label": "Trust & outcome", "statistic": "r", "value": -0.16,
        "shown": "r = −.16", "interval": [-0.3, -0.03], "studies": 14, "people": 973,
        "source": "a2020", "confidence": "verified", "words": "a small link",
    }  # fmt: skip
    return Figure.model_validate(values | more)


def test_a_figure_is_shown_as_statisticians_write_it() -> None:
    assert figure().part("full") == "r = −.16, 95% CI [−.30, −.03], 14 studies, 973 people"
    assert (
        figure(statistic="OR", value=1.8, shown="OR = 1.8", interval=[1.2, 2.5]).part("interval")
        == "95% CI [1.2, 2.5]"
    )


def test_a_chart_puts_all_figures_on_one_axis_and_says_them_in_words() -> None:
    html = effects_chart([figure(), figure(value=0.39, shown="r = .39", interval=None)], "A & B")
    assert html.count("<circle") == 2
    assert html.count("effect-interval") == 1
    assert "Trust &amp; outcome" in html
    assert "r = −.16, 95% CI [−.30, −.03]" in html
    assert "<figcaption>A &amp; B</figcaption>" in html
    assert "style=" not in html


def test_a_picture_is_named_and_described(root: Path) -> None:
    folder = root / "docs/pictures"
    svg = read_picture(folder / "dot.svg", folder)
    assert svg.startswith('<svg role="img" aria-label="A dot. One dot in the middle." ')


@pytest.mark.parametrize(
    ("name", "text", "why"),
    [
        ("none.svg", None, "there is no picture"),
        ("broken.svg", "<svg", "no SVG"),
        (
            "dumb.svg",
            SVG.replace("<desc>One dot in the middle.</desc>", ""),
            "<title> and a <desc>",
        ),
        ("script.svg", SVG.replace("<circle", "<script>1</script><circle"), "script"),
        ("handler.svg", SVG.replace("<circle", "<circle onclick='x()'"), "no handler"),
        ("style.svg", SVG.replace("<circle", "<circle style='fill:red'"), "no style"),
        ("../data/references.yml", None, "outside"),
    ],
)
def test_a_picture_that_could_harm_or_says_nothing_is_refused(
    root: Path, name: str, text: str | None, why: str
) -> None:
    folder = root / "docs/pictures"
    if text is not None:
        (folder / name).write_text(text, "utf-8")
    with pytest.raises(PictureError, match=why):
        read_picture(folder / name, folder)
