"""HTML bodies: readable as text, harmless as HTML."""

from pathlib import Path

import pytest

from gehoor.channels.email.reading import read_mail
from gehoor.channels.email.reading.html_safe import make_safe
from gehoor.channels.email.reading.html_text import html_to_text

HISTORIES = (Path(__file__).parent / "samples" / "histories.html").read_text().split("==== ")[1:]


def visible(html):
    head = b"From: a@example.nl\nSubject: Re: x\nContent-Type: text/html; charset=utf-8\n\n"
    return read_mail(head + html.encode()).visible


def test_it_works():
    assert html_to_text("<p>Hallo <b>daar</b></p><p>Dag</p>") == "Hallo daar\n\nDag"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("een<br>twee<br><br>drie", "een\ntwee\n\ndrie"),
        ("<div>een<br></div><div><br></div><div>twee</div>", "een\n\ntwee"),
        ("<p class=MsoNormal>een</p><p class=MsoNormal>twee<p class=MsoNormal>&nbsp;<p class=MsoNormal>drie",
         "een\ntwee\n\ndrie"),
        ("<ul><li>a<li>b<ol><li>c</ol></ul>", "- a\n- b\n  1. c"),
        ("<table><tr><td>Naam<td>Jan<tr><td>Straat<td>Laan</table>", "Naam\tJan\nStraat\tLaan"),
        ("<pre>a\n  b</pre>", "a\n  b"),
        ('<a href="https://example.nl/x">hier</a>', "hier (https://example.nl/x)"),
        ('<a href="https://www.example.nl/">example.nl</a>', "example.nl"),
        ('<a href="mailto:a@example.nl">a@example.nl</a>', "a@example.nl"),
        ('<a href="mailto:a@example.nl?subject=x">mail ons</a>', "mail ons (a@example.nl)"),
        ('<a href="https://example.nl/' + "x" * 200 + '">hier</a>', "hier"),
        ("<blockquote type=cite>oud<br>er</blockquote>nieuw", "> oud\n> er\nnieuw"),
        ("<span style='display: none'>weg</span><p style='mso-hide:all'>weg</p>blijft", "blijft"),
        ("<script>x</script><style>y</style><!-- z -->blijft &eacute;&nbsp;&lt;", "blijft é <"),
        ('Leuk <img alt="😀" src="x"><img alt="logo" src="y">', "Leuk 😀"),
        ('<img alt="Kom naar de wijkavond" src="x">', "Kom naar de wijkavond"),
    ],
)  # fmt: skip
def test_text(html, text):
    assert html_to_text(html).replace("\n\n", "\n") == text.replace("\n\n", "\n")


@pytest.mark.parametrize("history", HISTORIES, ids=lambda history: history.split("\n")[0])
def test_history_of_each_mail_program(history):
    html = history.split("\n", 1)[1]
    assert visible(f"<html><body><div>Ja, graag.</div>{html}</body></html>") == "Ja, graag."


def test_an_authors_own_indentation_is_new_text():
    assert (
        visible("<p>In de wet staat:</p><blockquote>Lid 1.</blockquote><p>Klopt dat?</p>")
        == "In de wet staat:\n\nLid 1.\n\nKlopt dat?"
    )


@pytest.mark.parametrize(
    ("html", "safe"),
    [
        ('<a href="https://example.nl">x</a>',
         '<a href="https://example.nl" target="_blank" rel="noopener noreferrer nofollow">x</a>'),
        ('<img src="https://volg.example.nl/p" alt="a">',
         '<img data-remote-src="https://volg.example.nl/p" alt="a">'),
        ('<img src="//volg.example.nl/p">', '<img data-remote-src="https://volg.example.nl/p">'),
        ('<img src="cid:logo@x">', '<img data-cid="logo@x">'),
        ('<img src="data:image/png;base64,AAAA">', '<img src="data:image/png;base64,AAAA">'),
        ('<img src="data:image/svg+xml;base64,AAAA">', "<img>"),
        ('<img src=x onerror=alert(1)>', "<img>"),
        ("<script>alert(1)</script><style>p{}</style><title>t</title>tekst", "tekst"),
        ('<p style="color:red;position:fixed;background:url(https://x)">t</p>', '<p style="color:red">t</p>'),
        ('<form action="/x"><input name=a>t</form><iframe src="https://x"></iframe>', "t"),
        ('<base href="https://x"><meta http-equiv=refresh content=0><svg><script>1</script></svg>t', "t"),
        ('<p onclick="x()" id="a" class="b" data-remote-src="https://x">t</p>', "<p>t</p>"),
    ],
)  # fmt: skip
def test_safe(html, safe):
    assert make_safe(html) == safe


@pytest.mark.parametrize(
    "target",
    [
        "javascript:alert(1)",
        "java\nscript:alert(1)",
        " javascript:x",
        "data:text/html,x",
        "/relatief",
        "cid:x",
    ],
)
def test_links_that_do_more_than_lead_somewhere(target):
    assert "href" not in make_safe(f'<a href="{target}">x</a>')


def test_too_much_html_is_shown_as_text():
    html = "<p>" + "woord " * 400_000 + "</p>"
    assert make_safe(html) == ""
    assert html_to_text(html).startswith("woord woord")
