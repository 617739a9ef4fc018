"""The words that no author wrote: complete in every language, used, and replaceable."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest
from markupsafe import Markup

import selfcheck
from selfcheck.book.figures import Figure
from selfcheck.pages import all_assets
from selfcheck.pages.assets import message_keys
from selfcheck.pages.figures import figure_part
from selfcheck.pages.messages import (
    Messages,
    MessagesError,
    categories,
    category_of,
    languages,
    load,
    places,
)

PACKAGE = Path(selfcheck.__file__).parent
ENGLISH = load("en")
LANGUAGES = sorted(languages())
SCRIPTS = [*PACKAGE.glob("pages/runtime/**/*.js"), *PACKAGE.glob("kinds/**/*.js")]
TEMPLATES = [*PACKAGE.glob("pages/templates/*.html"), *PACKAGE.glob("kinds/**/*.html")]
# Forms that may say their count in a word: "one question", Arabic's dual.
NAMED = {"zero", "one", "two"}


def test_the_languages_are_those_that_were_promised() -> None:
    assert set(LANGUAGES) >= {"en", "de", "fr", "es", "ar"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_key_in_the_same_order(language: str) -> None:
    assert list(load(language)) == list(ENGLISH)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_message_is_text_with_the_same_places(language: str) -> None:
    for key, forms in load(language).items():
        texts = [forms] if isinstance(forms, str) else list(forms.values())
        assert all(isinstance(text, str) and text for text in texts), key
        # A form that names its count needs no place for it, and a number stands for a count.
        assert places(forms) == places(ENGLISH[key]), key
        assert not re.search(r"[{}]", re.sub(r"\{[a-z]+\}", "", "".join(texts))), key


@pytest.mark.parametrize("language", LANGUAGES)
def test_plurals_have_every_category_of_the_language_and_no_other(language: str) -> None:
    plural = {key: forms for key, forms in load(language).items() if isinstance(forms, dict)}
    assert set(plural) >= {key for key, forms in ENGLISH.items() if isinstance(forms, dict)}
    for key, forms in plural.items():
        assert tuple(forms) == categories(language), key
        for category, text in forms.items():
            if category not in NAMED:
                missing = places(ENGLISH[key]) - places(text)
                assert not missing, f"{key}, {category}: {missing}"


def test_arabic_has_six_categories() -> None:
    assert len(categories("ar")) == 6
    counts = (0, 1, 2, 3, 10, 11, 99, 100, 102, 103, 111)
    found = " ".join(category_of("ar", count) for count in counts)
    assert found == "zero one two few few many many other other few many"


# --- used, and there


def keys_of_templates() -> set[str]:
    return {
        key
        for file in TEMPLATES
        for key in re.findall(r"""(?<!\w)t\(\s*["']([\w-]+)["']""", file.read_text("utf-8"))
    }


def keys_of_scripts() -> set[str]:
    return {key for file in SCRIPTS for key in message_keys(file.read_text("utf-8"))}


MODULES = [
    file for part in ("pages", "exchange", "publish") for file in PACKAGE.glob(f"{part}/**/*.py")
]


def keys_of_modules() -> set[str]:
    call = r"(?:(?:messages|words|self)\.(?:text|markup)\(|\bword\((?:texts, )?)"
    asked = re.compile(call + r"""\s*["']([\w-]+)["']""")
    return {key for file in MODULES for key in asked.findall(file.read_text("utf-8"))}


def test_no_key_is_missing_and_none_is_unused() -> None:
    used = keys_of_templates() | keys_of_scripts() | keys_of_modules()
    assert used - set(ENGLISH) == set()
    assert set(ENGLISH) - used == set()


@pytest.mark.parametrize(
    "file", [*SCRIPTS, *TEMPLATES], ids=lambda file: f"{file.parent.name}/{file.name}"
)
def test_every_key_is_written_out_so_that_it_can_be_found(file: Path) -> None:
    calls = re.findall(r"(?<![\w\"])(?:t|parts)\(", file.read_text("utf-8"))
    literal = re.findall(r'(?<![\w"])(?:t|parts)\("[a-z0-9-]+"', file.read_text("utf-8"))
    # The definition of the one by the other, and what a template asks for.
    passed_on = {"words.js": 1, "templates.js": 1}
    assert len(calls) - len(literal) == passed_on.get(file.name, 0)


WORDS = re.compile(r">[^<>{}]*?[A-Za-z]{2,}[^<>{}]*<")


@pytest.mark.parametrize("file", TEMPLATES, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_a_template_has_no_words_of_its_own(file: Path) -> None:
    html = re.sub(r"\{#.*?#\}|\{%.*?%\}", "", file.read_text("utf-8"), flags=re.DOTALL)
    html = re.sub(r"\{\{.*?\}\}", "{}", html, flags=re.DOTALL)
    assert WORDS.findall(html) == []
    assert re.findall(r'(?:aria-label|placeholder|title|data-label|alt)="[^"{]+"', html) == []


@pytest.mark.parametrize("file", SCRIPTS, ids=lambda file: f"{file.parent.name}/{file.name}")
def test_a_script_has_no_words_of_its_own(file: Path) -> None:
    code = re.sub(r"^\s*//.*$| // .*$", "", file.read_text("utf-8"), flags=re.MULTILINE)
    told = re.findall(r'element\("\w+", "[^"]*", ["`]([^"`$]*[A-Za-z][^"`$]*)', code)
    told += re.findall(r'(?:say|button|Error)\(["`]([^"`$]*[A-Za-z][^"`$]*)', code)
    # Two words and a space between them are a sentence, not a name, selector or markup.
    texts = re.findall(r'"([^"\n]*)"|`([^`]*)`', code)
    told += [a for a, b in texts if re.match(r"[A-Z][a-z]+ [a-z]+ [a-z]+", a or b)]
    assert told == []


# --- what a browser gets


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_script_travels_with_the_words_that_it_uses_in_one_language(language: str) -> None:
    travelled = set()
    for asset in all_assets(Messages(language)):
        if not asset.address.endswith(".js"):
            continue
        head = asset.content.partition("\n")[0]
        found = re.search(r"\{words:(\{.*\})\}\);|selfcheck\.words,(\{.*\})\);", head)
        words = json.loads(found[1] or found[2]) if found else {}
        assert set(words) == set(message_keys(asset.content)), asset.address
        travelled |= set(words)
    assert travelled == keys_of_scripts()
    assert len(travelled) < 0.6 * len(ENGLISH)


def test_a_form_that_says_the_same_as_the_others_travels_once() -> None:
    messages = Messages(
        "en", {"hint": "Hint", "sources": {"one": "S {sources}", "other": "S {sources}"}}
    )
    assert messages.forms(["sources"]) == {"sources": "S {sources}"}
    many = {"one": "{count}!", "few": "{count}", "other": "{count}"}
    assert Messages("ar", {"questions": many}).forms(["questions"]) == {
        "questions": {"one": "{count}!", "other": "{count}"}
    }


# --- one language


def test_a_count_chooses_the_form() -> None:
    said = {
        language: [Messages(language).text("questions", count=count) for count in (1, 2, 3)]
        for language in LANGUAGES
    }
    assert said["en"] == ["1 question", "2 questions", "3 questions"]
    assert said["de"] == ["1 Frage", "2 Fragen", "3 Fragen"]
    assert said["ar"] == ["سؤال واحد", "سؤالان", "3 أسئلة"]
    assert Messages("fr").text("questions", count=0) == "0 question"


def test_numbers_and_dates_are_written_as_in_the_language() -> None:
    day = date(2026, 3, 5)
    assert Messages("en").date(day) == "5 March 2026"
    assert Messages("de").date(day) == "5. März 2026"
    assert Messages("es").date(day) == "5 de marzo de 2026"
    assert Messages("ar").date(day) == "5 مارس 2026"
    assert Messages("de").number(4.5) == "4,5"
    assert Messages("de").whole(30000) == "30.000"


def test_figures_keep_their_numbers_and_get_the_words_of_the_language() -> None:
    figure = Figure.model_validate(
        {
            "id": "one", "label": "One", "statistic": "r", "value": 0.28, "shown": "r = .28",
            "interval": [0.25, 0.3], "studies": 1, "people": 30000, "source": "x2020",
            "confidence": "high", "words": "words",
        }
    )  # fmt: skip
    for name in ("short", "full", "value", "interval", "studies", "people", "words"):
        assert figure_part(figure, name, Messages()) == figure.part(name)
    assert figure_part(figure, "full", Messages("de")) == (
        "r = .28, 95\N{NO-BREAK SPACE}%-KI [.25, .30], 1 Studie, 30.000 Personen"
    )


@pytest.mark.parametrize(
    ("language", "direction"), [("en", "ltr"), ("ar", "rtl"), ("ar-EG", "rtl"), ("fa", "rtl")]
)
def test_the_direction_is_that_of_the_language(language: str, direction: str) -> None:
    assert Messages(language).direction == direction


def test_html_in_values_and_overrides_is_text() -> None:
    messages = Messages("en", {"explained-in": "<b> {section}"})
    assert messages.markup("explained-in", section="<i>") == "&lt;b&gt; &lt;i&gt;"
    link = Markup("<a href='x'>y</a>")
    assert messages.markup("explained-in", section=link) == f"&lt;b&gt; {link}"
    # A value that looks like a place is not one.
    assert messages.text("explained-in", section="{section}") == "<b> {section}"


# --- fallback and overrides


@pytest.mark.parametrize(
    ("language", "said"),
    [("de-AT", "Tipp"), ("de_AT", "Tipp"), ("DE", "Tipp"), ("it", "Hint"), ("zh-Hant", "Hint")],
)
def test_a_language_falls_back_to_its_base_and_then_to_english(language: str, said: str) -> None:
    assert Messages(language).text("hint") == said


def test_a_missing_key_falls_back_to_english(monkeypatch: pytest.MonkeyPatch) -> None:
    german = {key: forms for key, forms in load("de").items() if key != "hint"}
    monkeypatch.setattr(
        "selfcheck.pages.messages.load", lambda name: german if name == "de" else ENGLISH
    )
    assert Messages("de").text("hint") == "Hint"
    assert Messages("de").text("leave") == "Beenden"


def test_an_override_replaces_and_a_language_without_a_file_can_be_given() -> None:
    assert Messages("de", {"hint": "Wink"}).text("hint") == "Wink"
    italian = Messages(
        "it",
        {
            "hint": "Suggerimento",
            "questions": {"one": "{count} domanda", "other": "{count} domande"},
        },
    )
    assert italian.text("questions", count=1) == "1 domanda"
    assert (italian.language, italian.plurals) == ("it", "it")
    # Words that fell back to English are counted as in English.
    assert (Messages("ja").language, Messages("ja").plurals) == ("ja", "en")


@pytest.mark.parametrize(
    ("overrides", "said"),
    [
        ({"hnt": "x"}, "there is no message 'hnt'; did you mean 'hint'?"),
        ({"qqqqqqqq": "x"}, "there is no message 'qqqqqqqq'; the keys are those of en.yml"),
        ({1: "x"}, "there is no message '1'"),
        ({"hint": True}, "'hint' is no text; put it in quotation marks"),
        ({"hint": None}, "'hint' is no text"),
        ({"hint": {"other": "x"}}, "'hint' tells no count; write one text"),
        ({"questions": {"one": "x"}}, "'questions' needs the form `other:`"),
        ({"questions": {"several": "x", "other": "y"}}, "'questions' has no form 'several'"),
        ({"found": "{all}"}, "'found' has no place {all}; its places are: {found}, {total}"),
        ({"hint": "{x}"}, "'hint' has no place {x}; its places are: none"),
    ],
)  # fmt: skip
def test_an_override_that_can_not_be_used_is_told(overrides: dict[str, object], said: str) -> None:
    with pytest.raises(MessagesError, match=re.escape(said)):
        Messages("en", overrides)


def test_all_problems_are_told_at_once() -> None:
    with pytest.raises(MessagesError) as error:
        Messages("en", {"hnt": "x", "leav": "y"})
    assert len(str(error.value).splitlines()) == 2


@pytest.mark.parametrize("language", ["", "german!", "../de", "e", '"><script>'])
def test_what_is_no_language_tag_is_refused(language: str) -> None:
    with pytest.raises(MessagesError, match="no language tag"):
        Messages(language)
