"""The full answer as people see it, and its plain words."""

from gehoor.knowledge import rendering

TEXT = """# Wat neemt u mee?

Een *pasfoto* en uw [oude paspoort](https://example.nl/pas).
Mail [balie@merelveld.example](mailto:balie@merelveld.example).

- pasfoto
- geld
  1. pin
  2. contant

## Kosten

| wat | kost |
|---|---|
| paspoort | 83 euro |
"""


def test_it_works():
    markup = rendering.rendered(TEXT)
    assert "<h2>Wat neemt u mee?</h2>" in markup and "<h3>Kosten</h3>" in markup
    assert '<a href="https://example.nl/pas" rel="noopener noreferrer">oude paspoort</a>' in markup
    assert "<h3>Wat neemt u mee?</h3>" in rendering.rendered(TEXT, heading=3)


def test_nothing_of_a_writer_runs():
    markup = rendering.rendered('<script>alert(1)</script> <b onclick="x()">b</b> [k](javascript:alert(1)) ![p](https://x.example/p.png)'
                                " [d](data:text/html,x) <https://ok.example>")
    assert "<script" not in markup and "<b" not in markup and "<img" not in markup and 'href="java' not in markup and 'href="data' not in markup
    assert 'href="https://ok.example"' in markup


def test_plain_words():
    assert rendering.plain(TEXT) == (
        "Wat neemt u mee?\n\nEen pasfoto en uw oude paspoort. Mail balie@merelveld.example.\n\n- pasfoto\n- geld\n  1. pin\n  2. contant"
        "\n\nKosten\n\nwat | kost\npaspoort | 83 euro"
    )
    assert "oude paspoort (https://example.nl/pas). Mail balie@merelveld.example." in rendering.plain(TEXT, links=True)
    assert rendering.plain("") == rendering.rendered("") == ""


def test_where_links_lead():
    assert rendering.addresses(TEXT) == ["https://example.nl/pas", "mailto:balie@merelveld.example"]


def test_an_amount_stays_on_one_line():
    assert rendering.rendered("Dat kost € 65,00 of €40.") == "<p>Dat kost €&nbsp;65,00 of €40.</p>"
