"""Drawing the paper that the tests of letters scan: letters, separator sheets, photos of them."""

import io
import itertools

import pypdfium2
import segno
from PIL import Image, ImageDraw, ImageFont
from weasyprint import HTML

from gehoor.channels.letter import batch

NUMBERS = itertools.count(1)
LETTER = (
    "Fatima El Idrissi\nLindelaan 12\n3999 AB Merelveld\n\nBetreft: bladkorf in de Lindelaan\n\n"
    "Geachte heer of mevrouw,\n\nAl drie weken ligt de stoep vol met bladeren. Ik kan er met mijn rollator niet langs. "
    "Graag vraag ik een bladkorf aan voor onze straat.\n\nMet vriendelijke groet,\nFatima El Idrissi"
)


def letter(*texts, qr="") -> bytes:
    """A PDF with a page for each text; `qr` stands at the foot of the first."""
    return sheets(*((text, qr if number == 0 else "") for number, text in enumerate(texts or (LETTER,))))


def sheets(*pages) -> bytes:
    """A PDF with a page for each (text, what its QR says or "")."""
    return HTML(string=f"<html lang=nl><style>{STYLE}</style>{''.join(_page(*page) for page in pages)}</html>").write_pdf()


def separator(team="") -> tuple[str, str]:
    """A separator sheet, as one of the `pages` of `sheets`."""
    return "Scheidingsvel", batch.separator(team)


def photo(pdf: bytes, *, turned=0, skewed=0, kind="JPEG", dpi=150) -> bytes:
    """The first page as a telephone sees it: turned by quarters, skewed by degrees, grey around."""
    page = pypdfium2.PdfDocument(pdf)[0].render(scale=dpi / 72).to_pil().convert("RGB")
    page = page.rotate(skewed, expand=True, fillcolor=(188, 182, 170), resample=Image.Resampling.BICUBIC)
    page = page.rotate(-turned, expand=True)
    file = io.BytesIO()
    page.save(file, kind, quality=80)
    return file.getvalue()


def scrawl() -> bytes:
    """A page of lines and loops, which is what handwriting is to a computer."""
    page = Image.new("RGB", (1240, 1754), "white")
    pen = ImageDraw.Draw(page)
    for row in range(200, 1500, 90):
        points = [(100 + step * 9, row + (step * 37 % 29) - (step * 53 % 41)) for step in range(110)]
        pen.line(points, fill=(30, 40, 120), width=4, joint="curve")
    pen.text((100, 60), "~", font=ImageFont.load_default(40), fill="black")
    file = io.BytesIO()
    page.save(file, "PNG")
    return file.getvalue()


STYLE = "@page{size:A4;margin:2cm} section{break-after:page;font:12pt sans-serif;white-space:pre-wrap} svg{width:3cm}"


def _page(text, qr):
    code = segno.make(qr, error="m", micro=False).svg_inline(scale=4) if qr else ""
    return f"<section>{text}\n\n{code}</section>"


def blank(pages) -> bytes:
    """A PDF with so many empty pages, another one each time."""
    document = pypdfium2.PdfDocument.new()
    for _number in range(pages):
        document.new_page(595, 842)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue() + f"\n% {next(NUMBERS)}\n".encode()
