"""Pictures of the demo week, in Dutch: those of the README and the guide, or with a folder all pages in all themes."""

import io
import sys
import tempfile
from pathlib import Path

from PIL import Image, ImageDraw
from playwright.sync_api import sync_playwright

from gehoor.config.tests.test_start_the_house import House
from tests.journeys import hours
from tests.plugins.browser import Desks, passwords
from tests.plugins.site import CHROMIUM

DOCS = Path(__file__).parents[1] / "docs"
SIZES = {1440: 900, 768: 1024, 360: 780}
STORY = ".item:has-text('Bladkorf in de Lindelaan') .item__link"
SEARCH = "header [name=q]"


def photo(number) -> dict:
    """A page of a letter as a telephone would photograph it, for the place where photos are dropped."""
    page = Image.new("RGB", (300, 420), "#fbfaf6")
    for line in range(60, 380 - 90 * number, 22):
        ImageDraw.Draw(page).line([(40, line), (250 - line % 5 * 12, line)], fill="#4a463e", width=4)
    file = io.BytesIO()
    page.rotate(2 - number, fillcolor="#b5ac9a").save(file, "JPEG")
    return {"name": f"IMG_{number + 4210}.jpg", "mimeType": "image/jpeg", "buffer": file.getvalue()}


PHOTOS = [photo(number) for number in (1, 2, 3)]
LETTER = "Geachte heer Van Beusekom,\n\nDank u voor uw brief. De keuring op 3 december is op tijd. U kunt uw rijbewijs op 8 december ophalen."
# name: (employee, address, what is done with which element before the picture is taken)
PAGES = {
    "inloggen": ("", "/account/login/", []),
    "werkvoorraad": ("bram", "/desk/queue/team/", []),
    "gesprek": ("bram", "/desk/queue/mine/", [(STORY, "click")]),
    "overdragen": ("bram", "/desk/queue/mine/", [(STORY, "click"), ("[data-key=h]", "click")]),
    "telefoon": ("bram", "/channels/phone/", [("#who", "fill", "0612345678"), ("#candidates fieldset", "wait_for")]),
    "balie": ("noor", "/channels/counter/", []),
    "zoeken": ("bram", "/desk/search/", [(SEARCH, "fill", "lantaarn"), (SEARCH, "press", "Enter")]),
    "brieven": ("bram", "/channels/letter/", [("[data-drop] [type=file]", "set_input_files", PHOTOS), (".ask canvas", "wait_for")]),
    "brief-lezen": ("bram", "/channels/letter/", [("#lately a", "click"), (".paper a[href*='/channels/letter/']", "click"), (".leaf", "wait_for")]),
    "brief-schrijven": ("bram", "/channels/letter/", [("#lately a", "click"), ("#write [name=reply-text]", "fill", LETTER)]),
    "printen-en-posten": ("bram", "/channels/letter/print/", [(".ready", "wait_for")]),
    "code-van-de-brief": ("", "/gesprek/", []),
    "uitgaande-mail": ("bram", "/desk/outgoing/", []),
    "niet-bezorgd": ("saskia", "/desk/undelivered/", []),
    "onleesbaar": ("saskia", "/desk/unreadable/", []),
    "weergave": ("bram", "/preferences/", []),
    "toetsen": ("bram", "/desk/queue/team/", [("body", "press", "?")]),
    "draait-het": ("beheer", "/administration/running/", []),
    "medewerkers": ("beheer", "/administration/employees/", []),
    "medewerker-toevoegen": ("beheer", "/administration/employees/new/", []),
    "teams": ("beheer", "/administration/teams/", []),
    "postvakken": ("beheer", "/channels/email/mailboxes/", []),
    "postvak-toevoegen": ("beheer", "/channels/email/mailboxes/new/", []),
    "organisatie": ("beheer", "/administration/organisation/", []),
    "standaardteksten": ("joost", "/administration/texts/", []),
    "standaardtekst": ("joost", "/administration/texts/acknowledgement/", []),
    "belofte": ("bram", "/desk/queue/mine/", [(STORY, "click"), ("[data-key=p]", "click"), ("dialog#promise [name=due]", "wait_for")]),
    "beloften-van-het-team": ("saskia", "/desk/promises/board/", []),
    "klachten": ("saskia", "/desk/complaints/", []),
    "klacht": ("saskia", "/desk/complaints/", [(".item__link", "click")]),
    "afspraken": ("bram", "/desk/appointments/", []),
    "inloopuur": ("bram", "/desk/appointments/walk-in/", []),
    "afspraak-maken": ("", "/afspraak/", []),
    "openingstijden": ("beheer", "/administration/opening/", []),
    "contactpagina": ("", "/contact/", []),
    "bel-mij": ("", "/bel-mij/", []),
    "antwoorden": ("", "/antwoorden/", []),
    "antwoorden-zoeken": ("", "/antwoorden/", [("#q", "fill", "de stoep is glad van het blad"), (".answers__one", "wait_for")]),
    "antwoord": ("", "/antwoorden/bladkorven/", []),
    "kennis": ("joost", "/administration/knowledge/", []),
    "kennis-schrijven": ("joost", "/administration/knowledge/", [(".item:has-text('grofvuil') .item__link", "click"), ("[data-key=e]", "click"), ("#seen h2", "wait_for")]),
    "kennis-nakijken": ("saskia", "/administration/knowledge/?state=offered", [(".item__link", "click"), ("[data-key=o]", "click")]),
    "kennis-versies": ("joost", "/administration/knowledge/", [(".item:has-text('bladkorf in mijn straat') .item__link", "click"), ("#versions", "scroll_into_view_if_needed")]),
    "kennis-overnemen": ("joost", "/administration/knowledge/import/", []),
    "vergeefs-gevraagd": ("joost", "/administration/knowledge/gaps/", []),
    "kennis-voor-collegas": ("bram", "/desk/knowledge/articles/bladkorven/", []),
    "chat-beginnen": ("", "/chat/", []),
    "nu-live": ("saskia", "/desk/live/", [("#line-menu summary", "click")]),
    "wie-las-wat": ("saskia", "/desk/reads/", []),
}
GUIDE = ("werkvoorraad", "telefoon", "zoeken", "postvak-toevoegen", "medewerkers", "brieven", "brief-lezen", "brief-schrijven",
         "printen-en-posten", "code-van-de-brief", "belofte", "beloften-van-het-team", "klachten", "klacht", "afspraken",
         "afspraak-maken", "openingstijden", "antwoorden-zoeken", "antwoord", "kennis", "kennis-schrijven", "kennis-nakijken", "vergeefs-gevraagd")

OPEN = ("contactpagina", "bel-mij", "chat-beginnen", "nu-live")  # as they are while somebody is there


def take(desks, name, file, width=1440, theme="light", height=0):
    """One picture, as high as the window: the size's own or `height`."""
    employee, address, steps = PAGES[name]
    size = {"width": width, "height": height or SIZES[width]}
    page = desks.of(employee, locale="nl-NL", reduced_motion="reduce", viewport=size)
    page.context.add_cookies([{"name": "gehoor_theme", "value": theme, "url": desks.url}])
    page.goto(address)
    for selector, deed, *arguments in steps:
        getattr(page.locator(selector).first, deed)(*arguments)
    page.wait_for_load_state("networkidle")
    file.parent.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=file)
    desks.close()


def take_all(desks, folder):
    """To the guide and the README, or everything to `folder`."""
    if folder:
        for theme in ("light", "dark", "contrast"):
            for width in SIZES:
                for name in PAGES:
                    take(desks, name, Path(folder, f"{name}-{width}-{theme}.png"), width, theme)
        return
    take(desks, "gesprek", DOCS / "pictures" / "desk.png", height=1200)
    take(desks, "gesprek", DOCS / "guide" / "pictures" / "gesprek-op-telefoon.png", 360)
    for name in GUIDE:
        take(desks, name, DOCS / "guide" / "pictures" / f"{name}.png")
    hours.open_now(desks, ["phone", "counter", "chat"])
    bram = desks.of("bram")
    bram.goto("/desk/live/")
    bram.locator("#line-menu summary").click()
    bram.locator("#line-menu [name=state][value=available]").first.click()
    bram.locator(".there__state--available").wait_for()
    for name in OPEN:
        take(desks, name, DOCS / "guide" / "pictures" / f"{name}.png")


def main():
    """Start a house of its own, take the pictures, stop it."""
    with tempfile.TemporaryDirectory(prefix="gehoor-pictures-") as folder, sync_playwright() as playwright:
        house = House(Path(folder))
        house.sessions, house.password = {}, lambda name: passwords(house)[name]
        house.start()
        try:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            take_all(Desks(house, browser), sys.argv[1] if len(sys.argv) > 1 else "")
        finally:
            house.stop()


if __name__ == "__main__":
    main()
