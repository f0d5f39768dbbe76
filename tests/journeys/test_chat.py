"""Chatting without an account: a place in line, an answer at once, files, a line that breaks, an end; two browsers."""

import re

import pytest
from playwright.sync_api import expect

from tests.test_accessibility import NARROW, THEMES, WIDE, defects

pytestmark = pytest.mark.xdist_group("house")
ASKED = "Mag mijn oude bank bij het grofvuil?"
SOON = 40_000  # ms: two cores, and other tests beside this one


def begin(page, question, **more):
    """Start a chat; returns its reference."""
    page.goto("/chat/?from=https://merelveld.example/afval")
    if page.locator("[data-leave-question]").count():  # the test runs on a Sunday
        page.locator("[data-leave-question] > summary").click()
    page.locator("[name=question]").fill(question)
    for name, value in more.items():
        page.locator(f"[name={name}]").fill(value)
    page.locator("[name=agrees]").check()
    page.get_by_role("button", name="Start the chat").click()
    page.wait_for_url(re.compile(r"/chat/[a-z2-7]{26}/"))
    return page.locator("main .figure").first.inner_text()


def say(page, text):
    page.locator("#id_text, #chat-text").fill(text)
    page.locator("#id_text, #chat-text").press("Enter")


def texts(page):
    return [one.strip() for one in page.locator("#lines .talk__text").all_inner_texts()]


def test_chat(house, desks, tmp_path):
    sanne, bram = desks.of(reduced_motion="reduce"), desks.of("bram")
    reference = begin(sanne, ASKED, name="Sanne", mail="sanne@bank.example")
    expect(sanne.locator("#state")).to_contain_text(re.compile("Expected wait|The chat is closed now"))
    log = sanne.locator("[role=log]")
    assert (log.get_attribute("aria-live"), sanne.locator("#state").get_attribute("role")) == ("polite", "status")

    bram.goto(f"/desk/conversations/{reference}/")
    expect(bram.locator("[data-here]")).to_be_visible(timeout=SOON)
    expect(sanne.locator("[data-read]").first).to_be_visible(timeout=SOON)
    bram.get_by_text("Where they came from").click()
    expect(bram.locator(".chat-pane")).to_contain_text("https://merelveld.example/afval")
    bram.locator("#chat-text").press_sequentially("Ja,")
    expect(sanne.locator("#writes")).to_contain_text("is writing", timeout=SOON)
    say(bram, "Ja, dat mag.")
    expect(log).to_contain_text("Ja, dat mag.", timeout=SOON)
    expect(sanne.locator("#state")).to_contain_text("Bram helps you", timeout=SOON)
    expect(bram.locator("[data-read-to]")).to_contain_text("is read", timeout=SOON)
    assert defects(sanne, ["light"], [NARROW]) + defects(sanne, ["dark"], [WIDE]) == []

    without_a_line(sanne, bram, desks)
    (tmp_path / "bank.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    sanne.get_by_text("Add files").click()
    sanne.locator("[name=files]").set_input_files(tmp_path / "bank.png")
    sanne.get_by_role("button", name="Send").click()
    expect(bram.locator("#timeline")).to_contain_text("bank.png", timeout=SOON)
    place = sanne.url
    sanne.goto("/chat/")
    sanne.goto(place)
    assert texts(sanne) == [ASKED, "Ja, dat mag.", "En de kussens?"]

    bram.get_by_role("button", name="End the chat").click()
    expect(sanne.locator("#state")).to_contain_text("The employee ended this chat", timeout=SOON)
    with sanne.expect_download() as download:
        sanne.get_by_role("link", name="Keep this conversation (PDF)").click()
    assert download.value.path().read_bytes().startswith(b"%PDF-")


def without_a_line(sanne, bram, desks):
    """What is written while the line is gone waits, and goes by itself when it is back."""
    sanne.context.set_offline(True)
    say(sanne, "En de kussens?")
    expect(sanne.locator("#waiting")).to_contain_text("Not sent yet", timeout=SOON)
    expect(sanne.locator("#line")).to_contain_text("The connection is gone", timeout=SOON)
    sanne.context.set_offline(False)
    expect(bram.locator("#timeline")).to_contain_text("En de kussens?", timeout=SOON)
    expect(sanne.locator("#waiting li")).to_have_count(0, timeout=SOON)
    desks.complaints[:] = [one for one in desks.complaints if "ERR_INTERNET_DISCONNECTED" not in one]


def test_where_no_events_come_through_the_page_asks(house, desks):
    """Such as behind a proxy that keeps them to itself: what is said comes all the same, without alarm."""
    sanne, bram = desks.of(), desks.of("bram")
    sanne.clock.install()
    sanne.route("**/live/", lambda _route: None)
    reference = begin(sanne, ASKED)
    bram.goto(f"/desk/conversations/{reference}/")
    for text in ("Ja, dat mag.", "De kussens ook."):
        say(bram, text)
        expect(bram.locator("#timeline")).to_contain_text(text, timeout=SOON)
        sanne.clock.fast_forward(20_000)
        expect(sanne.locator("[role=log]")).to_contain_text(text, timeout=SOON)
        expect(sanne.locator("#line")).to_be_empty()
    bram.get_by_role("button", name="End the chat").click()
    expect(bram.locator("#chat-form")).to_have_count(0, timeout=SOON)


def test_a_link_taken_back_closes_the_page(house, desks):
    """Whoever has it open sees no more of the chat, and reads what to do."""
    sanne, bram = desks.of(), desks.of("bram")
    reference = begin(sanne, ASKED)
    bram.goto(f"/channels/portal/conversations/{reference}/")
    bram.get_by_role("button", name="Take this link back").click()

    expect(sanne.locator("h1")).to_have_text("This link has ended", timeout=SOON)
    desks.complaints[:] = [one for one in desks.complaints if "the server responded with a status of 410" not in one]


@pytest.mark.slow
def test_pages_are_accessible_in_every_theme(house, desks):
    page = desks.of(reduced_motion="reduce")
    page.goto("/chat/")
    wrong = defects(page, THEMES, [WIDE, NARROW])
    begin(page, ASKED)
    page.get_by_text("Go on by e-mail, or be called back").click()
    wrong += defects(page, THEMES, [WIDE, NARROW])
    page.get_by_role("button", name="End the chat").click()
    expect(page.locator("#state")).to_contain_text("You ended this chat")

    assert wrong + defects(page, THEMES, [WIDE, NARROW]) == []


@pytest.mark.slow
def test_three_chats_at_once(house, desks):
    """Which of them wrote is marked at once, a figure leads there, and the newest stands in sight above the box."""
    people, bram = [desks.of(reduced_motion="reduce") for _ in range(3)], desks.of("bram")
    references = [begin(page, f"{ASKED} {number}", name=name) for number, (page, name) in enumerate(zip(people, ("Aad", "Bea", "Cor")))]
    for reference in references:
        bram.goto(f"/desk/conversations/{reference}/")
        for number in range(6):
            say(bram, f"Antwoord {number}")
            expect(bram.locator("#timeline .utterance--ours")).to_have_count(number + 1, timeout=SOON)
    expect(bram.locator("#chat-mine a")).to_have_count(3, timeout=SOON)
    assert in_sight(bram)

    say(people[0], "Hij is blauw.")
    expect(bram.locator("#chat-mine a").first.locator(".chat-mine__unread")).to_be_visible(timeout=SOON)
    bram.locator("#chat-text").press("Escape")
    bram.keyboard.press("1")
    bram.wait_for_url(f"**/{references[0]}/**")
    expect(bram.locator("#timeline")).to_contain_text("Hij is blauw.", timeout=SOON)
    expect(bram.locator("#chat-mine .chat-mine__unread")).to_have_count(0, timeout=SOON)
    assert in_sight(bram)


def in_sight(page) -> bool:
    """Whether the newest message stands above the box that one writes in."""
    return page.evaluate("""() => [...document.querySelectorAll("#timeline [id^=message-]")].at(-1).getBoundingClientRect().bottom
        <= document.getElementById("write").getBoundingClientRect().top + 1""")


@pytest.mark.slow
def test_without_scripts(house, desks):
    sanne, bram = desks.of(java_script_enabled=False), desks.of("bram")
    reference = begin(sanne, ASKED)
    sanne.locator("[name=text]").fill("Ik heb geen scripts.")
    sanne.get_by_role("button", name="Send").click()
    expect(sanne.locator("#lines")).to_contain_text("Ik heb geen scripts.")
    bram.goto(f"/desk/conversations/{reference}/")
    say(bram, "Dat geeft niet.")
    expect(bram.locator("#timeline")).to_contain_text("Dat geeft niet.", timeout=SOON)
    sanne.get_by_role("link", name="Look whether there is something new").click()
    expect(sanne.locator("#lines")).to_contain_text("Dat geeft niet.")
