"""What an editor writes is told on every channel once a colleague published it, and no longer when it ends: by keyboard.

And what was asked in vain becomes an answer: it stands among the gaps, somebody writes for it, and it is off the list.
"""

import re
from datetime import timedelta

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from tests.test_accessibility import defects

from .resident import Resident

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("house")]
SOON = 60_000  # milliseconds; two cores, and other tests beside this one
WIDE = {"width": 1440, "height": 900}
LIST = "/administration/knowledge/"
QUESTION = "Waar laat ik mijn kerstboom?"
FIRST, SECOND = "Breng uw kerstboom op 6 januari naar het Marktplein.", "Breng uw kerstboom op 8 januari naar het Marktplein."


def looked_at(page, themes=("light",)):
    """Nothing stands in the way of who reads this page otherwise."""
    assert not defects(page, themes)
    page.set_viewport_size(WIDE)


def test_from_editor_to_every_channel(house, desks):
    joost, saskia = (desks.of(name, locale="nl-NL", reduced_motion="reduce") for name in ("joost", "saskia"))
    article = write(joost, QUESTION, FIRST)
    joost.keyboard.press("Tab")  # from what to look at to the button
    joost.get_by_role("button", name="Vragen").press("Enter")
    expect(joost.locator("#open-title")).to_have_text("Wacht op een tweede paar ogen", timeout=SOON)
    looked_at(joost)

    page = desks.of(locale="nl-NL")
    assert QUESTION not in found(page, "kerstboom")
    publish(saskia, article)
    assert QUESTION in found(page, "waar moet de kerstbom heen")  # a typing error

    bram = desks.of("bram", locale="nl-NL", reduced_motion="reduce")
    story = told_by_mail(house, bram)
    bram.locator("#timeline .cited a").last.press("Enter")
    expect(bram.locator("main")).to_contain_text("Dit vertellen wij nu", timeout=SOON)

    write_on(joost, article, SECOND)
    publish(saskia, article)
    page.goto("/antwoorden/waar-laat-ik-mijn-kerstboom/")
    expect(page.locator("main")).to_contain_text(SECOND)
    bram.reload()
    expect(bram.locator("main")).to_contain_text("Dit is wat wij toen vertelden", timeout=SOON)
    expect(bram.locator(".differences del")).to_contain_text("6")
    looked_at(bram, ("light", "dark"))

    joost.goto(article)
    joost.get_by_role("button", name="Intrekken").press("Enter")
    expect(joost.locator("main")).to_contain_text("Dit wordt niemand meer verteld", timeout=SOON)
    assert QUESTION not in found(page, "kerstboom")
    bram.goto(story)
    expect(bram.locator("#knowledge-found")).not_to_contain_text("Er wordt gezocht", timeout=SOON)
    expect(bram.locator("#knowledge-found")).not_to_contain_text(QUESTION)
    expect(bram.locator("#timeline .cited")).to_contain_text("versie 1")  # what she was told stays


def test_two_editors_at_once_lose_nothing(house, desks):
    joost, saskia = (desks.of(name, locale="nl-NL", reduced_motion="reduce") for name in ("joost", "saskia"))
    article = write(joost, "Mag ik in het park barbecueën?", "Ja, op het grote veld.")
    for page in (joost, saskia):
        page.goto(f"{article}write/")
    saskia.locator("[name=short_answer]").fill("Ja, van april tot oktober.")
    saskia.locator("[name=short_answer]").press("Control+Enter")
    saskia.wait_for_url(article)

    joost.locator("[name=short_answer]").fill("Ja, op het kleine veld.")
    joost.locator("[name=short_answer]").press("Control+Enter")
    expect(joost.get_by_role("alert").first).to_contain_text("Saskia", timeout=SOON)
    expect(joost.locator("[name=short_answer]")).to_have_value("Ja, op het kleine veld.")
    expect(joost.locator(".differences del")).to_contain_text("van april tot oktober")
    looked_at(joost, ("light", "dark", "contrast"))
    joost.locator("[name=short_answer]").press("Control+Enter")
    joost.wait_for_url(article)


def test_asked_in_vain_becomes_an_answer(house, desks):
    page, joost = desks.of(locale="nl-NL"), desks.of("joost", locale="nl-NL", reduced_motion="reduce")
    assert not found(page, "zeepkistenrace")
    joost.goto(LIST)
    joost.keyboard.press("v")
    gap = joost.locator(".gap", has_text="zeepkistenrace")
    expect(gap).to_be_visible(timeout=SOON)
    gap.get_by_role("link", name="Antwoord schrijven").press("Enter")
    expect(joost.locator("[name=question]")).to_be_focused(timeout=SOON)
    assert "zeepkist" not in joost.url
    expect(joost.locator("[name=examples]")).to_have_value("zeepkistenrace")
    looked_at(joost)

    joost.locator("[name=question]").fill("Wanneer is de zeepkistenrace?")
    joost.locator("[name=short_answer]").fill("Op de eerste zaterdag van juni.")
    joost.locator("[name=short_answer]").press("Control+Enter")
    expect(joost.locator("#open-title")).to_be_visible(timeout=SOON)
    article = joost.url.split("#")[0].removeprefix(desks.url)
    joost.goto(f"{LIST}gaps/")
    expect(gap).to_have_count(0)

    publish(desks.of("saskia", locale="nl-NL"), article)
    assert "Wanneer is de zeepkistenrace?" in found(page, "zeepkistenrace")


def write(page, question, answer) -> str:
    """Begin an article by keyboard; where it stands."""
    page.goto(LIST)
    page.keyboard.press("a")
    expect(page.locator("[name=question]")).to_be_focused(timeout=SOON)
    page.keyboard.type(question)
    page.keyboard.press("Tab")
    page.keyboard.type(answer)
    expect(page.locator("#seen")).to_contain_text(answer, timeout=SOON)
    looked_at(page)
    page.keyboard.press("Control+Enter")
    expect(page.locator("#open-title")).to_have_text("Wordt geschreven", timeout=SOON)
    page.locator("#offer [name=note]").fill("Klopt de dag?")
    return page.url.split("#")[0].removeprefix(page.url.split("/administration")[0])


def write_on(page, article, answer):
    """A next version, offered; it ends in a week."""
    page.goto(article)
    page.keyboard.press("e")
    page.locator("[name=short_answer]").fill(answer)
    page.locator("[name=valid_until]").fill((timezone.localdate() + timedelta(days=7)).isoformat())
    page.locator("[name=short_answer]").press("Control+Enter")
    page.get_by_role("button", name="Vragen").press("Enter")
    expect(page.locator("#open-title")).to_have_text("Wacht op een tweede paar ogen", timeout=SOON)


def publish(page, article):
    """A colleague looks and publishes, by keys."""
    page.goto(article)
    page.keyboard.press("o")
    expect(page.get_by_role("button", name="Publiceren")).to_be_visible(timeout=SOON)
    looked_at(page)
    page.keyboard.press("p")
    expect(page.locator("#told")).to_have_text("Wordt nu verteld", timeout=SOON)


def found(page, words) -> str:
    """What somebody from outside finds; "" where that is nothing."""
    page.goto("/antwoorden/")
    page.locator("#q").fill(words)
    page.locator("#q").press("Enter")
    expect(page.get_by_role("heading", name=re.compile("gevonden|Wij vonden hier geen"))).to_be_visible(timeout=SOON)
    return "\n".join(page.get_by_role("region", name="gevonden").locator(".answers__one").all_inner_texts())


def told_by_mail(house, bram) -> str:
    """Somebody mails, the answer comes by itself, one key puts it in, and it is sent; the address of the conversation."""
    fleur = Resident(house, "Fleur de Boer", "fleur@kerst.example")
    fleur.post(fleur.write("Kerstboom", "Goedemiddag, waar laat ik mijn kerstboom? Groet, Fleur"))
    fleur.letters(1)
    bram.goto("/desk/queue/team/")
    bram.keyboard.press("/")
    bram.keyboard.type("kerstboom")
    bram.keyboard.press("Enter")
    bram.locator(".item", has_text="Fleur de Boer").locator(".item__link").press("Enter")
    first = bram.locator("#knowledge-found .known").first
    expect(first).to_contain_text(QUESTION, timeout=SOON)
    looked_at(bram)
    bram.keyboard.press("I")
    box = bram.locator("[name=reply-text]")
    expect(box).to_have_value(FIRST, timeout=SOON)
    box.press("Control+Enter")
    expect(bram.locator("#timeline .cited")).to_contain_text("versie 1", timeout=SOON)
    return bram.url
