"""The main job without a mouse: this file touches nothing but `page.keyboard`."""

from urllib.parse import parse_qs

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.xdist_group("house")
MOST_STEPS = 80  # presses of Tab before something counts as out of reach


def tab_to(page, selector):
    """Press Tab until what matches has the focus, as somebody without a mouse does."""
    for _step in range(MOST_STEPS):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"{selector} cannot be reached by Tab on {page.url}")


def has_focus(page, selector):
    expect(page.locator(f"{selector}:focus")).to_have_count(1)


def log_in_by_keyboard(house, desks):
    page = desks.of()
    page.goto("/")
    tab_to(page, "[name=login]")
    page.keyboard.type("noor")
    tab_to(page, "[name=password]")
    page.keyboard.type(house.password("noor"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/queue/team/")
    return page


def test_by_keyboard(house, desks):
    page = log_in_by_keyboard(house, desks)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    second = page.evaluate("document.activeElement.href")
    page.keyboard.press("k")
    page.keyboard.press("j")
    assert page.evaluate("document.activeElement.href") == second
    page.keyboard.press("ArrowUp")
    name = page.evaluate("document.activeElement.textContent.trim()")
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/conversations/**")
    expect(page.locator(".head__person")).to_have_text(name)
    answer_and_note(page)
    close_and_find_again(page, name)
    note_call(page, name)


def answer_and_note(page):
    page.keyboard.press("r")
    has_focus(page, "[name=reply-text]")
    page.keyboard.type("Beste mevrouw, dit antwoord is getypt.\nMet vriendelijke groet, Noor")
    send(page)
    expect(page.locator("#timeline")).to_contain_text("dit antwoord is getypt")
    page.keyboard.press("n")
    has_focus(page, "[name=note-text]")
    page.keyboard.type("Alleen voor collega's: zonder muis.")
    send(page)
    expect(page.locator("#timeline")).to_contain_text("zonder muis")


def send(page):
    """What was sent shows live in the old page too, which is about to go."""
    with next_page(page):
        page.keyboard.press("Control+Enter")


def next_page(page):
    """Wait until it is there whole: a key pressed before would be lost.

    `expect_navigation()` is content too soon: a moment after a page has loaded, htmx writes that page's own address
    into the history, which counts as a navigation as well.
    """
    return page.expect_event("load")


def close_and_find_again(page, name):
    page.keyboard.press("c")
    has_focus(page, "[name=close-solved]")
    page.keyboard.press("Space")
    tab_to(page, "form[action*=closure] button")
    with next_page(page):
        page.keyboard.press("Enter")
    expect(page.locator("[data-key=o]")).to_be_visible()  # it is closed, and can be opened again
    page.keyboard.press("/")
    has_focus(page, "[name=q]")
    page.keyboard.type("dit antwoord is getypt")
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/search/?s=*")
    page.keyboard.press("/")
    page.keyboard.press("ArrowDown")  # from the box to the first that was found
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/conversations/**")
    expect(page.locator(".head__person")).to_have_text(name)
    with next_page(page):
        page.keyboard.press("o")
    expect(page.locator("[name=close-solved]").first).to_be_attached()


def note_call(page, name):
    """The number is asked for first; what was said takes the rest."""
    page.keyboard.press("t")
    page.wait_for_url("**/channels/phone/")
    has_focus(page, "#who")
    with page.expect_response(lambda told: name in parse_qs(told.request.post_data or "").get("who", ())):
        page.keyboard.type(name)  # what comes for a part of it would be replaced under the choice
    expect(page.locator("#candidates")).to_contain_text(name)
    tab_to(page, "#candidates [name=choice]")
    page.keyboard.press("Space")
    tab_to(page, "[name=text]")
    page.keyboard.type("Belde om te bedanken, ook zonder muis.")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/desk/conversations/**")
    expect(page.locator("#timeline")).to_contain_text("Belde om te bedanken")


def test_every_shortcut_is_listed_and_can_be_switched_off(desks):
    page = desks.of("bram")
    page.goto("/desk/queue/team/")
    page.set_viewport_size({"width": 360, "height": 780})  # or 1440 wide, four times enlarged: no button, still a list
    page.keyboard.press("?")
    expect(page.locator("#keyboard-help[open]")).to_be_visible()
    page.keyboard.press("Escape")
    page.set_viewport_size({"width": 1440, "height": 900})
    # First: what comes live once the list is open does not stand in it.
    on_page = page.locator("[data-key]").evaluate_all("found => found.map(one => one.dataset.key)")
    page.keyboard.press("?")
    listed = page.locator("#keyboard-help[open] kbd").all_inner_texts()
    assert {key for keys in on_page for key in keys.split()} | {"j", "k", "Enter", "Esc"} <= set(listed)
    page.keyboard.press("Escape")
    expect(page.locator("#keyboard-help[open]")).to_have_count(0)

    page.keyboard.press("?")
    tab_to(page, "#keyboard-help [name=shortcuts]")
    with next_page(page):
        page.keyboard.press("Enter")
    expect(page.locator("html")).to_have_attribute("data-shortcuts", "off")
    for key in ("j", "t", "/", "?"):
        page.keyboard.press(key)
    assert page.url.endswith("/desk/queue/team/")
    assert page.evaluate("document.activeElement === document.body")
    expect(page.locator("#keyboard-help[open]")).to_have_count(0)


def test_keys_typed_in_a_text_stay_text(desks):
    page = desks.of("bram")
    page.goto("/desk/queue/team/")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    page.wait_for_url("**/desk/conversations/**")
    page.keyboard.press("n")
    page.keyboard.type("tjkrnc/?")
    expect(page.locator("[name=note-text]")).to_have_value("tjkrnc/?")
    page.keyboard.press("Escape")
    page.keyboard.press("r")
    has_focus(page, "[name=reply-text]")
    page.keyboard.press("n")
    expect(page.locator("[name=reply-text]")).to_have_value("n")
