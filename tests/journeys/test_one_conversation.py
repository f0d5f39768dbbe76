"""The main job: mail, phone, answer and counter are one conversation, and nobody tells it twice."""

import mailbox
import re
import subprocess

import pytest
from playwright.sync_api import expect

from gehoor.config.tests.test_start_the_house import COMMAND

from .resident import ORGANISATION, Resident

pytestmark = pytest.mark.xdist_group("house")
QUESTION = "Komt er dit jaar een bladkorf in de Wilgenlaan?"


@pytest.fixture
def hanna(house):
    return Resident(house, "Hanna Terpstra", "hanna.terpstra@voorbeeld.example")


def test_one_conversation(desks, hanna):
    mail = hanna.write("Bladkorf Wilgenlaan", f"{QUESTION}\n\n-- \nHanna Terpstra\n06 81 23 45 67")
    bram, story = mail_comes_in(desks, hanna, mail)
    phone_call_continues_it(bram, hanna, story)
    answer_and_replies(bram, hanna, mail)
    visit_is_on_the_same_timeline(desks, story)


def mail_comes_in(desks, hanna, mail):
    """It stands in the team's queue without a reload, and she hears from us at an address she can answer."""
    bram = desks.of("bram")
    bram.goto("/desk/queue/team/")
    expect(bram.locator("#live-state")).to_have_attribute("data-state", "live")
    bram.evaluate("window.isTheSamePage = true")
    hanna.post(mail)
    row = bram.locator("#queue-list").get_by_role("link", name=hanna.name)
    expect(row).to_be_visible(timeout=20_000)
    assert bram.evaluate("window.isTheSamePage")

    [confirmation] = hanna.letters(1)
    assert "noreply" not in str(confirmation["From"]) and ORGANISATION in str(confirmation["From"])
    assert str(confirmation["Reply-To"]).startswith("gemeente+")
    assert confirmation["In-Reply-To"] == mail["Message-ID"]
    assert confirmation["Auto-Submitted"] == "auto-replied"
    for kind in ("plain", "html"):
        assert "Hanna Terpstra" in confirmation.get_body((kind,)).get_content()
    row.click()
    expect(bram.locator("#timeline")).to_contain_text(QUESTION)
    add_number(bram, "06 81234567")
    return bram, bram.url.split("?")[0]


def add_number(page, number):
    """Her number stood under her mail; from now on she is found by it."""
    page.locator("#side details", has=page.locator("#new-address")).locator("summary").first.click()
    page.locator("#new-address").fill(number)
    with page.expect_event("load"):  # a key pressed before the next page is there would be lost
        page.locator("#new-address").press("Enter")
    expect(page.locator("#side")).to_contain_text("06 81234567")


def phone_call_continues_it(bram, hanna, story):
    """Found by number in one step, noted with Ctrl+Enter, and she gets a summary of it."""
    bram.keyboard.press("t")
    bram.locator("#who").fill("+31 6-8123 4567")
    candidate = bram.locator("#candidates").get_by_role("group", name=hanna.name)
    candidate.get_by_role("radio", name="Bladkorf Wilgenlaan").check()
    candidate.get_by_role("combobox").select_option(index=1)
    bram.locator("[name=text]").fill("Mevrouw belt of haar mail is aangekomen. We zoeken uit of er een korf over is.")
    bram.locator("[name=text]").press("Control+Enter")
    bram.wait_for_url(f"{story}*")
    timeline = bram.locator("#timeline")
    expect(timeline).to_contain_text(QUESTION)
    expect(timeline).to_contain_text("Mevrouw belt of haar mail is aangekomen")
    summary = hanna.letters(2)[1]
    assert "We zoeken uit of er een korf over is." in summary.get_body(("plain",)).get_content()


def answer_and_replies(bram, hanna, mail):
    """The answer threads in her mail program; both ways of answering it come back to this very screen."""
    bram.keyboard.press("r")
    bram.keyboard.type("Beste mevrouw Terpstra, er komt vrijdag een korf.")
    with bram.expect_event("load"):  # what was sent shows live in the old page too, which is about to go
        bram.keyboard.press("Control+Enter")
    expect(bram.locator("#timeline")).to_contain_text("er komt vrijdag een korf")
    answer = hanna.letters(3)[2]
    assert answer["In-Reply-To"] == mail["Message-ID"]
    assert answer["References"].split()[-1] == mail["Message-ID"]
    assert answer["Auto-Submitted"] is None

    expect(bram.locator("#live-state")).to_have_attribute("data-state", "live")
    bram.evaluate("window.isTheSamePage = true")
    for to_token, text in ((True, "Wat fijn, dank u wel!"), (False, "Staat hij dan voor nummer 22?")):
        hanna.post(hanna.answer(answer, text, to_token=to_token))
        expect(bram.locator("#timeline")).to_contain_text(text, timeout=20_000)
    assert bram.evaluate("window.isTheSamePage")


def visit_is_on_the_same_timeline(desks, story):
    """Another employee sees all of it, in order, and adds the visit."""
    noor = desks.of("noor")
    noor.goto("/channels/counter/")
    noor.locator("#who").fill("terpstra")
    noor.get_by_role("radio", name="Bladkorf Wilgenlaan").check()
    noor.locator("[name=text]").fill("Aan de balie gewezen waar de korf moet staan.")
    noor.locator("[name=text]").press("Control+Enter")
    noor.wait_for_url(f"{story}*")
    told = noor.locator("#timeline").inner_text()
    order = [QUESTION, "Mevrouw belt of", "er komt vrijdag", "Wat fijn", "voor nummer 22", "Aan de balie gewezen"]
    places = [told.index(words) for words in order]
    assert places == sorted(places)
    assert "Hanna Terpstra <hanna" not in told, "what she quoted is one click away, not in the way"


def test_old_mail_is_imported_and_not_confirmed(house, desks, tmp_path):
    residents = [Resident(house, f"Import {kind}", f"{kind.lower()}@oud.example") for kind in ("Mbox", "Maildir", "Eml")]
    mails = [one.write(f"Oude vraag van {one.name}", "Dit schreef ik vorig jaar.") for one in residents]
    paths = [tmp_path / "archief.mbox", tmp_path / "map", tmp_path / "los.eml"]
    for box, mail in ((mailbox.mbox(paths[0]), mails[0]), (mailbox.Maildir(paths[1]), mails[1])):
        box.add(mail)
        box.flush()
        box.close()
    paths[2].write_bytes(mails[2].as_bytes())
    run = [*COMMAND[:-1], "import", *map(str, paths)]
    told = []
    for _again in range(2):
        told.append(subprocess.run(run, env=house.env, capture_output=True, text=True, check=True, timeout=120).stdout)
    # The worker of the house may be first with some; then the command says that they are kept and being read.
    assert sum(map(int, re.findall(r"(\d+) (?:new|more are kept)", told[0]))) == 3, told[0]
    assert "0 new, 3 known already, 0 not readable." in told[1]
    bram = desks.of("bram")
    bram.goto("/desk/queue/team/")
    for one in residents:
        expect(bram.locator("#queue-list").get_by_role("link", name=one.name)).to_have_count(1)
        assert one.letters() == []
