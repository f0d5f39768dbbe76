"""Paper counts (requirement A3): a form by post, a call about it, a letter out, its answer back, the counter: one story."""

import io
import os

import pypdfium2
import pytest
from PIL import Image
from playwright.sync_api import expect
from weasyprint import HTML

from tests.plugins.browser import PATIENCE
from tests.test_accessibility import WIDE, defects

pytestmark = [pytest.mark.xdist_group("house"), pytest.mark.slow]
NAME, ADDRESS = "Riet Postma", "Wilgenlaan 8, 3999 AC Merelveld"
FORM = """<html lang="nl"><style>@page { size: A4; margin: 2cm } body { font: 13pt sans-serif } td { padding: 3mm 8mm 3mm 0 }</style>
<h1>Aanvraag parkeerkaart</h1><p>Betreft: aanvraag parkeerkaart gehandicapten</p>
<table><tr><td>Naam</td><td>Riet Postma</td></tr><tr><td>Adres</td><td>Wilgenlaan 8, 3999 AC Merelveld</td></tr>
<tr><td>Kenteken</td><td>GX-482-T</td></tr></table>
<p>Ik kan door mijn heup niet verder lopen dan vijftig meter. Daarom vraag ik een parkeerkaart aan.</p></html>"""
CALL = "Mevrouw belt of haar formulier er is. Samen bekeken: het staat er goed, er mist een pasfoto."
ANSWER = "Beste mevrouw Postma,\n\nWij hebben uw aanvraag. Wij missen nog een pasfoto. Stuurt u die met deze brief terug?"
VISIT = "Parkeerkaart uitgereikt aan de balie."


def test_paper_form_to_counter(house, desks):
    scanner = house.home / "letters-in"
    put(scanner, "SCAN0001.jpg", scanned(HTML(string=FORM).write_pdf(), skewed=1.5))
    bram = desks.of("bram", reduced_motion="reduce")
    story = she_phones_and_he_sees_the_paper(bram)
    letter = he_answers_by_letter(bram, story)
    it_goes_into_the_post(desks.of("noor"))

    put(scanner, "SCAN0002.jpg", scanned(letter, skewed=-4))
    bram.goto(story)
    expect(bram.locator(".paper")).to_have_count(2, timeout=PATIENCE * 1000)
    she_comes_to_the_counter(desks.of("noor"), story)


def scanned(pdf: bytes, *, skewed) -> bytes:
    """The first page as a scanner with a crooked feeder gives it."""
    page = pypdfium2.PdfDocument(pdf)[0].render(scale=200 / 72).to_pil().convert("RGB")
    file = io.BytesIO()
    page.rotate(skewed, fillcolor="white", resample=Image.Resampling.BICUBIC).save(file, "JPEG", quality=75)
    return file.getvalue()


def put(folder, name, content):
    """As a scanner does: slowly, under the name it will keep."""
    with open(folder / name, "wb", buffering=0) as file:
        file.write(content[: len(content) // 2])
        os.fsync(file.fileno())
        file.write(content[len(content) // 2 :])


def she_phones_and_he_sees_the_paper(bram) -> str:
    """Found by a word of her form; the scan stands there; name, address and the call go into the same conversation."""
    bram.goto("/desk/queue/team/")
    expect(bram.locator("#queue-list")).to_contain_text("aanvraag parkeerkaart", timeout=PATIENCE * 1000)
    bram.keyboard.press("/")
    bram.keyboard.type("vijftig meter heup")
    bram.keyboard.press("Enter")
    bram.get_by_role("link", name="Not known yet").first.click()
    bram.wait_for_url("**/desk/conversations/**")
    story = bram.url.split("?")[0]
    picture = bram.locator(".paper img")
    picture.scroll_into_view_if_needed()
    expect(picture).to_have_js_property("complete", True)
    assert picture.evaluate("image => image.naturalWidth") > 500
    bram.locator(".paper a[href*='/channels/letter/']").first.click()
    bram.wait_for_url("**/channels/letter/*/")
    assert defects(bram) == []
    bram.set_viewport_size(WIDE)
    bram.goto(story)
    bram.keyboard.press("i")
    bram.locator("#person-name").fill(NAME)
    with bram.expect_event("load"):  # a key pressed before the next page is there would be lost
        bram.locator("#person-name").press("Enter")
    expect(bram.locator(".head__person")).to_have_text(NAME)
    bram.keyboard.press("i")
    bram.locator("#new-address").fill("Wilgenlaan 8 3999ac Merelveld")
    bram.locator("#new-address").press("Enter")
    expect(bram.locator("#side")).to_contain_text(ADDRESS)

    bram.locator("#write").get_by_role("link", name="Phone").click()
    bram.locator("[name=text]").fill(CALL)
    bram.locator("[name=text]").press("Control+Enter")
    bram.wait_for_url(f"{story}*")
    expect(bram.locator("#timeline")).to_contain_text(CALL)
    return story


def he_answers_by_letter(bram, story) -> bytes:
    """He sees it before it goes; then it is made, and stands with the answer."""
    bram.keyboard.press("r")
    bram.keyboard.type(ANSWER)
    with bram.expect_popup() as popup:
        bram.get_by_role("button", name="See it as it will look").click()
    popup.value.close()
    bram.keyboard.press("Control+Enter")
    expect(bram.locator("#timeline")).to_contain_text("to be printed and posted", timeout=PATIENCE * 1000)
    link = bram.locator("#timeline .utterance--ours .attachment").last
    answer = bram.request.get(link.get_attribute("href"))
    assert answer.ok and answer.body().startswith(b"%PDF")
    return answer.body()


def it_goes_into_the_post(noor):
    """A colleague prints the pile and says that it is gone."""
    noor.goto("/channels/letter/print/")
    expect(noor.locator(".ready")).to_contain_text(ADDRESS)
    noor.get_by_role("button", name="They are in the post").click()
    expect(noor.locator("main")).to_contain_text("posted by Noor Haddad")


def she_comes_to_the_counter(noor, story):
    """Whoever stands there sees all of it, in order."""
    noor.goto(story)
    noor.locator("#write").get_by_role("link", name="Counter").click()
    noor.locator("[name=text]").fill(VISIT)
    noor.locator("[name=text]").press("Control+Enter")
    noor.wait_for_url(f"{story}*")
    told = noor.locator("#timeline").inner_text()
    order = ["vijftig meter", CALL, "Wij missen nog een pasfoto", "put the letter in the post", VISIT]
    places = [told.index(words) for words in order]
    assert places == sorted(places)
    assert noor.locator(".head__person").inner_text() == NAME


@pytest.mark.slow
def test_three_photos_are_one_letter(desks):
    """He drops them together, puts one earlier by keyboard, and says that it is one letter."""
    noor = desks.of("noor", reduced_motion="reduce")
    noor.goto("/channels/letter/")
    names = {"een.jpg": "steen", "drie.jpg": "kade", "twee.jpg": "brug"}
    pages = [HTML(string=f"<p style='font: 20pt sans-serif'>De {word} aan de haven is los en gevaarlijk</p>").write_pdf() for word in names.values()]
    photos = [{"name": name, "mimeType": "image/jpeg", "buffer": scanned(page, skewed=1)} for name, page in zip(names, pages, strict=True)]
    noor.locator("[data-drop] [type=file]").set_input_files(photos)
    expect(noor.locator(".ask canvas:visible")).to_have_count(3, timeout=PATIENCE * 1000)
    assert noor.locator(".ask__name").all_inner_texts() == ["drie.jpg", "een.jpg", "twee.jpg"]
    assert defects(noor) == []
    noor.set_viewport_size(WIDE)
    noor.locator(".ask__page").nth(1).get_by_role("button").press("Enter")
    noor.locator(".ask__page").nth(2).get_by_role("button").press("Enter")
    noor.locator("[data-answer=one]").press("Enter")

    row = noor.locator("#lately .item").filter(has_text="een.jpg")
    expect(row).to_contain_text("in a conversation", timeout=PATIENCE * 1000)
    row.get_by_role("link").click()
    told = noor.locator("#timeline").inner_text()
    assert [told.index(name) for name in ("een.jpg", "twee.jpg", "drie.jpg")] == sorted(told.index(name) for name in names)
    assert told.index("steen") < told.index("brug") < told.index("kade")
