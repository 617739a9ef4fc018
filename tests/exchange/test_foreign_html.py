"""Foreign HTML becomes Markdown that says the same words."""

from __future__ import annotations

import re
from html import escape, unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from selfcheck.book import Book
from selfcheck.exchange import Texts
from selfcheck.exchange.foreign_html import from_plain, line, markdown, pictures

TEXTS = Texts(Book())

SIGNS = "*_`[](){}<>#+-.!|\\&~=:@\"'“ /1aZé\n"
NASTY = st.one_of(
    st.text(SIGNS, min_size=1, max_size=30),
    st.sampled_from(
        [
            "1. one", "- one", "> one", "# one", "+ one", "----", "***", "| a | b |", "&amp;",
            "&#65;", "<b>", "<http://x.y>", "<a@b.cd>", "[a](b)", "![a](b)", "[a]: b", "{gap}",
            "@smith2001", "[@smith2001]", "[[term]]", "[[=figure]]", "a -- b", "a...", "....",
            "\\*", "`` ` ``", "http://x.y/_a_", "snake_case_name", "    code", "~~~", "=====",
        ]
    ),
)  # fmt: skip


def words(html: str) -> str:
    """What stands on the page: quotation marks may have been made curly, spaces joined."""
    html = re.sub(r"</?(?:p|br|li|ul|ol|div|tr|td|th|table|blockquote|pre)\b[^>]*>", " ", html)
    text = unescape(re.sub(r"<[^>]*>", "", html))
    for curly, straight in ("“\"", "”\"", "‘'", "’'"):  # fmt: skip
        text = text.replace(curly, straight)
    return " ".join(text.split())


def same_again(html: str) -> bool:
    """Whether rendering gives the same elements once more."""
    once = TEXTS.html(markdown(html))
    return bool(normal(TEXTS.html(markdown(once))) == normal(once))


def normal(html: str) -> str:
    return re.sub(r"\s*(</?\w[^>]*>)\s*", r"\1", re.sub(r"\s+", " ", html))


@given(NASTY)
def test_plain_words_are_no_marks(text: str) -> None:
    assert words(TEXTS.html(from_plain(text))) == words(escape(text))
    assert words(TEXTS.html(markdown(escape(text)))) == words(escape(text))


INLINE = st.recursive(
    NASTY.map(lambda text: escape(text.replace("`", ""))),
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag.split()[0]}>",
        st.sampled_from(["em", "strong", "b", "i", "span", "code", 'a href="http://x.y/(_z"']),
        st.lists(inner, min_size=1, max_size=3),
    ),
    max_leaves=6,
)
BLOCK = st.recursive(
    INLINE.map(lambda html: f"<p>{html}</p>"),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(
            lambda items: f"<ul>{''.join(f'<li>{each}</li>' for each in items)}</ul>"
        ),
        st.lists(INLINE, min_size=1, max_size=3).map(
            lambda items: f"<ol>{''.join(f'<li>{each}</li>' for each in items)}</ol>"
        ),
        inner.map(lambda html: f"<blockquote>{html}</blockquote>"),
        inner.map(lambda html: f"<div>{html}</div>"),
        st.lists(INLINE, min_size=2, max_size=2).map(
            lambda cells: (
                "<table><tr><th>a</th><th>b</th></tr><tr>"
                + "".join(f"<td>{each}</td>" for each in cells)
                + "</tr></table>"
            )
        ),
    ),
    max_leaves=5,
)


@given(st.lists(BLOCK, min_size=1, max_size=3).map("".join))
def test_elements_keep_their_words(html: str) -> None:
    assert words(TEXTS.html(markdown(html))) == words(html)


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>a <em>b</em> <strong>c</strong></p>", "a *b* **c**"),
        ("<em>a <strong>b</strong></em>", "*a __b__*"),
        ("<b>a</b>b<i>c</i>", "**a**b*c*"),
        ("<p>a</p><p>b<br>c</p>", "a\n\nb  \nc"),
        ("<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>", "- a\n    - b\n- c"),
        ('<ol start="3"><li><p>a</p><p>b</p></li></ol>', "3. a\n\n    b"),
        ("<h2>a</h2>b", "**a**\n\nb"),
        ("<table><tr><td>a<td>b<tr><td>c<td>d</table>", "| a | b |\n| --- | --- |\n| c | d |"),
        ("<blockquote>a</blockquote>", "> a"),
        ("a<pre>b\n  c</pre>", "a\n\n    b\n      c"),
        ("<code>a_b*c</code>", "`a_b*c`"),
        ('<a href="https://a.b/c d">e</a>', "[e](https://a.b/c%20d)"),
        ("<script>a</script><style>b</style>c<!-- d -->", "c"),
        ('a<img src="cat.png" alt="a cat">', "aa cat"),
        ("H<sub>2</sub>O", "H2O"),
    ],
)
def test_elements_become_marks(html: str, expected: str) -> None:
    assert markdown(html) == expected


@pytest.mark.parametrize("address", ["javascript:alert(1)", "data:text/html,x", "x.html", ""])
def test_links_lead_to_other_sites_alone(address: str) -> None:
    assert markdown(f'<a href="{address}">words</a>') == "words"


def test_what_our_own_texts_have_comes_back() -> None:
    text = (
        "First *paragraph* with **strong words** and `code`.\n\n- one\n- two\n    - three\n\n"
        "1. first\n2. second\n\n> quoted\n\n| a | b |\n| --- | --- |\n| c | d |\n\n"
        "[link](https://example.org/x_y) at the end  \nof a line"
    )
    html = TEXTS.html(text)
    assert normal(TEXTS.html(markdown(html))) == normal(html)
    assert same_again(html)


def test_a_line_holds_the_words_alone() -> None:
    assert line("<p>a <b>b</b></p><ul><li>c</li></ul>d<br>e &amp; &lt;f&gt;") == "a b c d e & <f>"


def test_pictures_and_sound_are_told() -> None:
    html = '<img src="cat.png"><audio src="a.mp3"></audio><img src="data:image/png;base64,AA">'
    assert pictures(html) == ["img cat.png", "audio a.mp3", "img embedded"]
    assert pictures("<p>words</p>") == []


def test_elements_without_end_are_too_deep_to_follow() -> None:
    assert words(TEXTS.html(markdown("<div>" * 5000 + "words"))) == "words"
    assert words(TEXTS.html(markdown("<em>" * 100 + "more *words*"))) == "more *words*"
