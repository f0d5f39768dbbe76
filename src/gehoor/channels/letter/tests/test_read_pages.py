"""What the reading process makes of pictures: codes in any direction, bombs refused, turned pages upright."""

import io
import zipfile
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image

from gehoor.channels.letter.reading import bundle, marks, pages, words
from gehoor.channels.letter.reading.model import READ_PIXELS, CannotOpen

from . import paper

SAMPLES = Path(__file__).parent / "samples"
TOKEN = "GEHOOR:MFRGGZDFMZTWQ2LKNNWG23TPOBYX"


@pytest.fixture(scope="module")
def pdf():
    return paper.letter(qr=TOKEN)


def picture_of(content) -> Image.Image:
    return Image.open(io.BytesIO(content))


@pytest.mark.parametrize("turned, skewed", [(0, 0), (90, 0), (180, 4), (270, -7), (0, 20), (0, 45)])
def test_our_qr_is_read_in_any_direction(pdf, turned, skewed):
    assert marks.codes(picture_of(paper.photo(pdf, turned=turned, skewed=skewed))) == [TOKEN]


def test_a_code_holds_nothing_that_a_database_refuses():
    page = picture_of(paper.photo(paper.sheets(("Brief", "A\0B"))))

    assert marks.codes(page) and "\0" not in "".join(marks.codes(page))


def test_a_separator_sheet_is_known():
    assert marks.is_sheet(marks.codes(picture_of(paper.photo(paper.sheets(paper.separator("groen"))))))
    assert not marks.is_sheet([TOKEN, "https://example.nl"])


def test_a_picture_bomb_is_refused(tmp_path):
    bomb = tmp_path / "bomb.png"
    Image.new("1", (13_400, 13_400)).save(bomb)

    with pytest.raises(CannotOpen, match="too_large"):
        list(pages.pictures(bomb))


def test_a_poster_is_read_smaller(tmp_path):
    poster = pypdfium2.PdfDocument.new()
    poster.new_page(14_400, 14_400)
    poster.save(tmp_path / "poster.pdf")
    [(_number, picture)] = pages.pictures(tmp_path / "poster.pdf")

    assert picture.width * picture.height <= READ_PIXELS * 1.01


def test_every_page_of_a_tiff(tmp_path):
    frames = [Image.new("L", (100, 140), shade) for shade in (0, 128, 255)]
    frames[0].save(tmp_path / "stapel.tiff", save_all=True, append_images=frames[1:])

    assert [number for number, _picture in pages.pictures(tmp_path / "stapel.tiff", 2)] == [2, 3]
    pages.cut(tmp_path / "stapel.tiff", 2, 3, tmp_path / "deel.pdf")
    assert len(pypdfium2.PdfDocument(tmp_path / "deel.pdf")) == 2


@pytest.mark.slow
@pytest.mark.parametrize("turned", [90, 180, 270])
def test_a_turned_page_is_set_upright(pdf, turned):
    picture = words.upright(picture_of(paper.photo(pdf, turned=turned, dpi=200)).convert("RGB"))
    text, sure = words.read(picture)

    assert "bladkorf" in text and sure > 80 and picture.height > picture.width


@pytest.mark.slow
def test_handwriting_is_known_as_such():
    text, sure = words.read(picture_of(paper.scrawl()))

    assert sure is None or sure < 70 or len(text) < 25


def test_a_photo_of_an_iphone_is_read_upright():
    [(_number, picture)] = pages.pictures(SAMPLES / "iphone.heic")
    text, sure = words.read(picture)

    assert picture.width > picture.height and "bladkorf in de Lindelaan" in text and sure > 80
    assert "rollator niet langs. Graag vraag ik" in text and "Lindelaan 12\n" in text  # what the margin broke off goes on


@pytest.mark.parametrize("size", [100, 8000])
def test_half_a_photo_of_an_iphone_says_that_it_is_damaged(tmp_path, size):
    (tmp_path / "half.heic").write_bytes((SAMPLES / "iphone.heic").read_bytes()[:size])

    with pytest.raises(CannotOpen, match="damaged"):
        list(pages.pictures(tmp_path / "half.heic"))


def test_the_pages_of_several_files_are_counted_on(tmp_path):
    three = [("een.png", png(10)), ("twee.pdf", paper.blank(2)), ("drie.png", png(30))]
    (tmp_path / "bundle").write_bytes(bundle.make(three))

    found = list(pages.pictures(tmp_path / "bundle"))
    assert [number for number, _picture in found] == [1, 2, 3, 4] and [found[0][1].width, found[3][1].width] == [10, 30]
    assert [number for number, _picture in pages.pictures(tmp_path / "bundle", 3)] == [3, 4]


@pytest.mark.parametrize("content, reason", [
    (bundle.make([("a.png", b"geen foto")]), "unknown_type"), (bundle.make([("in.zip", bundle.make([("a", b"a")]))]), "unknown_type"),
    (bundle.HEAD + b"geen", "damaged"), (b"iets anders", "unknown_type"),
])
def test_what_is_no_bundle_of_ours_is_refused(tmp_path, content, reason):
    (tmp_path / "bundle").write_bytes(content)

    with pytest.raises(CannotOpen, match=reason):
        list(pages.pictures(tmp_path / "bundle"))


def test_a_packed_zip_is_no_bundle():
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("bom", b"0" * 1_000_000)

    with pytest.raises(CannotOpen, match="unknown_type"):
        bundle.files(target.getvalue())


def png(width) -> bytes:
    file = io.BytesIO()
    Image.new("L", (width, 20)).save(file, "PNG")
    return file.getvalue()
