"""WCAG 2.2 AA on every page, in each theme, wide and narrow: axe in a real browser, and what axe cannot see.

The pages are found by following the links from the first page of each role; the URL conf says which are missing.
"""

import re
from html import unescape
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.urls import resolve
from playwright.sync_api import expect

from tests.addresses_without_a_page import LOOKED_AT_IN_JOURNEYS, NO_PAGES
from tests.test_permission_matrix import NAMES

pytestmark = pytest.mark.xdist_group("house")
AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text()
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# Once what was asked of the page before (a size, a theme) is painted.
RUN = """rules => new Promise(painted => requestAnimationFrame(() => requestAnimationFrame(painted)))
    .then(() => axe.run(document, {runOnly: rules, resultTypes: ['violations'], preload: false}))"""
WIDE, NARROW = {"width": 1440, "height": 900}, {"width": 360, "height": 780}
THEMES = {
    "light": {"color_scheme": "light", "contrast": "no-preference"},
    "dark": {"color_scheme": "dark", "contrast": "no-preference"},
    "contrast": {"color_scheme": "light", "contrast": "more"},
}
STARTS = {
    "": ["/account/login/", "/account/signup/", "/account/inactive/", "/preferences/", "/formulier/", "/gesprek/", "/afspraak/", "/bel-mij/", "/antwoorden/"],
    "bram": ["/desk/", "/desk/next/", "/desk/search/", "/account/logout/", "/account/reauthenticate/"],
    "saskia": ["/desk/", "/administration/"],
    "beheer": ["/administration/", "/administration/out-of-sight/"],
}
LINK = re.compile(r'<a\b[^>]*?\shref="(/[^"]*)"')
CUT_OFF = """() => [document.documentElement, ...document.querySelectorAll(".pane")]
    .filter(box => box.scrollWidth > Math.min(box.clientWidth, innerWidth) + 1)
    .map(box => `${box.tagName}.${box.className} ${box.scrollWidth} > ${box.clientWidth}`)"""


def defects(page, themes=THEMES, sizes=(WIDE, NARROW)):
    """What is wrong with the page as it stands: axe in each theme, and text that has to be scrolled sideways for."""
    found = []
    if themes:
        page.evaluate(AXE)
    for size in sizes:
        page.set_viewport_size(size)
        found += [f"{page.url} at {size['width']}: wider than the screen: {box}" for box in page.evaluate(CUT_OFF)]
        for theme in themes:
            page.emulate_media(**THEMES[theme], reduced_motion="reduce")  # no colour on its way to another
            for rule in page.evaluate(RUN, RULES)["violations"]:
                nodes = " | ".join(node["html"][:200] for node in rule["nodes"][:3])
                found.append(f"{page.url} at {size['width']}, {theme}: {rule['id']}: {nodes}")
    return found


def walk(page, starts, seen=frozenset()):
    """Open one page per name of the URL conf, following links; yields the name of each, with the page open.

    Of those that were `seen` only the links are asked for, which takes a tenth of opening them.
    """
    queue, known = list(starts), set()
    while queue:
        path = queue.pop(0)
        name = resolve(urlsplit(path).path).view_name
        if name in known or name in LOOKED_AT_IN_JOURNEYS or name in NO_PAGES - {"desk:home", "administration:home"}:
            continue
        known.add(name)
        answer = page.request.get(path) if name in seen else page.goto(path)
        assert answer.status == 200, f"{path}: {answer.status}"
        there = resolve(urlsplit(answer.url).path).view_name
        known.add(there)
        if name in seen:
            found = [unescape(link) for link in LINK.findall(answer.text())]
        else:
            yield there
            found = page.locator("a[href^='/']").evaluate_all("links => links.map(one => one.getAttribute('href'))")
        queue += [link for link in found if not link.startswith("/static/")]


def starts_of(name, page) -> list[str]:
    """Where to begin, and what the first article or moment in a list does not happen to have."""
    if name != "saskia":
        return STARTS[name]
    article = re.search(r"/administration/knowledge/\d+/", page.request.get("/administration/knowledge/?text=bladkorf").text())
    return [*STARTS[name], f"{article[0]}versions/?a=1&b=2"]


@pytest.fixture
def handed_over(desks):
    """A handover to link to: that of the demo has come back from who it was offered to where a run takes hours."""
    page = desks.of("bram")
    page.goto("/desk/handovers/")
    if not page.locator("a[href^='/desk/handovers/'][href$='/'][data-move-to]").count():
        handing_over(page)
        page.locator("[name=to]").select_option(label="Noor Haddad")
        page.locator("[name=asked]").fill("Belt u vanmiddag?")
        page.locator("[name=asked]").press("Control+Enter")
        expect(page.locator("#standing")).to_contain_text("not accepted yet")
    page.close()


def test_every_page(desks, handed_over):
    """Each page once, by the first role that gets there; and the pages that no link leads to.

    All of them narrow for what is cut off; axe, in one theme, at those that residents and most employees come to. The
    walk below, which is slow, has axe at all of them, in all themes and at both widths.
    """
    seen, found = set(), []
    for name in STARTS:
        by_axe = name in ("", "bram")
        page = desks.of(name, reduced_motion="reduce", viewport=WIDE if by_axe else NARROW)
        for view in walk(page, starts_of(name, page), seen):
            if view not in seen:
                seen.add(view)
                found += defects(page, ["light"], [WIDE]) if by_axe else []
                found += defects(page, [], [NARROW])
            page.set_viewport_size(WIDE if by_axe else NARROW)
        page.close()
    assert not found, "\n".join(found)
    missing = set(NAMES) - NO_PAGES - seen - LOOKED_AT_IN_JOURNEYS
    assert not missing, f"no link leads to {sorted(missing)}: put it in a menu, or in NO_PAGES where it is no page"


@pytest.mark.slow
@pytest.mark.parametrize("name", STARTS)
def test_every_page_in_every_theme_and_width(desks, handed_over, name):
    page = desks.of(name, reduced_motion="reduce")
    found = []
    for _view in walk(page, starts_of(name, page)):
        found += defects(page)
        page.set_viewport_size({"width": 720, "height": 450})  # 1440 wide, twice enlarged
        found += [f"{page.url} at 200%: {box}" for box in page.evaluate(CUT_OFF)]
    assert not found, "\n".join(found)


def open_conversation(page):
    page.goto("/desk/queue/team/")
    page.locator("#queue-list [data-move-to]").first.click()
    page.wait_for_url("**/desk/conversations/**")


def press_on_a_conversation(keys):
    def state(page):
        open_conversation(page)
        page.keyboard.press(keys)

    return state


def handing_over(page):
    open_conversation(page)
    page.keyboard.press("h")
    page.wait_for_url("**/handover/*")


def keyboard_list(page):
    page.goto("/desk/queue/team/")
    page.keyboard.press("?")
    expect(page.locator("#keyboard-help")).to_be_visible()


def user_menu(page):
    page.goto("/desk/queue/team/")
    page.locator("header details.menu summary:not(.there__state)").click()


def availability_menu(page):
    page.goto("/desk/queue/team/")
    page.locator("header details.menu summary.there__state").click()


def menu_on_a_phone(page):
    page.set_viewport_size(NARROW)
    page.goto("/desk/queue/team/")
    menu = page.get_by_role("button", name="Menu")
    menu.click()
    expect(page.locator("#list").get_by_role("link", name="Letters")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.locator("#list")).to_be_hidden()
    expect(menu).to_be_focused()
    menu.click()


def wrong_log_in(page):
    page.goto("/account/login/")
    page.locator("[name=login]").fill("niemand")
    page.locator("[name=password]").fill("niet goed")
    page.locator("[name=password]").press("Enter")
    expect(page.get_by_role("alert").first).to_be_visible()


def nothing_found(page):
    page.goto("/desk/search/")
    page.locator("[name=q]").first.fill("xyzzy plugh")
    page.locator("[name=q]").first.press("Enter")
    expect(page.locator("h1")).to_contain_text("xyzzy plugh")


def something_found(page):
    page.goto("/desk/search/")
    page.locator("[name=q]").first.fill("bladkorf")
    page.locator("[name=q]").first.press("Enter")
    expect(page.locator("h1")).to_contain_text("bladkorf")


def people_found_for_a_call(page):
    page.goto("/channels/phone/")
    page.locator("#who").fill("Fatima")
    page.get_by_role("radio", name="Someone new").check()
    expect(page.locator("#candidates fieldset").first).to_be_visible()


def call_with_mistakes(page):
    page.goto("/channels/counter/")  # the phone has a draft by now
    page.locator("form#noting").evaluate("form => { form.noValidate = true }")
    page.locator("[name=action][value=save]").click()
    expect(page.get_by_role("alert").first).to_be_visible()


def saved_and_told(page):
    open_conversation(page)
    page.keyboard.press("n")
    page.locator("[name=note-text]").fill("Even nagevraagd.")
    page.locator("[name=note-text]").press("Control+Enter")
    expect(page.locator(".toast")).to_be_visible()


def not_there(page):
    assert page.goto("/desk/conversations/0000-0000/").status == 404


def not_for_you(page):
    assert page.goto("/administration/employees/").status == 403


def connection_gone(page):
    open_conversation(page)
    page.locator("#live-state [data-when]").evaluate_all("states => states.forEach(one => { one.hidden = false })")


STATES = [
    *(press_on_a_conversation(keys) for keys in "cein"), handing_over, keyboard_list, user_menu, availability_menu,
    menu_on_a_phone, nothing_found, something_found, people_found_for_a_call, call_with_mistakes, saved_and_told, not_there, not_for_you, connection_gone,
]


@pytest.mark.slow
def test_states_between_pages(desks):
    """Menus, sheets and dialogs open, mistakes told, nothing found, refusals."""
    page, visitor = desks.of("bram", reduced_motion="reduce"), desks.of(reduced_motion="reduce")
    found = []
    for reach in STATES:
        page.set_viewport_size(WIDE)
        reach(page)
        found += [f"{reach.__name__}: {one}" for one in defects(page)]
    wrong_log_in(visitor)
    found += defects(visitor)
    assert not found, "\n".join(found)


FOCUS = """() => {
    const one = document.activeElement, box = one.getBoundingClientRect();
    if (one === document.body) return "nothing";
    const at = document.elementFromPoint(box.x + box.width / 2, box.y + Math.min(box.height / 2, 20));
    const shows = (element) => { const style = getComputedStyle(element);
        return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2 || style.boxShadow !== "none"; };
    const ring = shows(one) || shows(one.closest(".composer, .search, .item, label, form") || one);
    const inView = box.width > 0 && at && (one.contains(at) || at.contains(one) || at.closest("label")?.control === one);
    const what = one.outerHTML.slice(0, 120);
    return ring && inView ? "" : `${ring ? "" : "no ring "}${inView ? "" : "out of sight "}${what}`;
}"""


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("where", ["/desk/queue/team/", "/channels/phone/", "conversation"])
def test_the_focus_is_seen_wherever_it_goes(desks, where, size):
    page = desks.of("bram", reduced_motion="reduce", viewport=size)
    open_conversation(page) if where == "conversation" else page.goto(where)
    found = []
    for _step in range(40):
        page.keyboard.press("Tab")
        said = page.evaluate(FOCUS)
        if said != "nothing":  # past the last stop it begins anew
            found.append(said)
    assert len(found) > 30, "Tab went nowhere"
    assert not any(found), "\n".join(filter(None, found))


def test_nothing_moves_for_who_asked_for_rest(desks):
    page = desks.of("bram", reduced_motion="reduce")
    open_conversation(page)
    page.keyboard.press("?")
    moving = page.evaluate("""() => [...document.querySelectorAll("*")].filter(one => {
        const style = getComputedStyle(one);
        const longest = text => Math.max(...text.split(",").map(parseFloat));
        return longest(style.transitionDuration) > 0.01 || longest(style.animationDuration) > 0.01;
    }).map(one => one.className || one.tagName)""")
    assert moving == []
