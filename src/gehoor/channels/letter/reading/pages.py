"""A file as upright pictures, one page at a time."""

import warnings
from collections.abc import Iterator
from pathlib import Path

import pi_heif
import pypdfium2
from PIL import Image, ImageOps, UnidentifiedImageError

from . import bundle
from .model import MOST_PAGES, MOST_PIXELS, READ_PIXELS, CannotOpen

DPI = 300  # what Tesseract was trained on
POINT = 72  # PDF units in an inch
FORMATS = ("JPEG", "PNG", "TIFF", "WEBP", "BMP", "HEIF")  # HEIF: photos of phones; others have seen fewer eyes

pi_heif.register_heif_opener(thumbnails=False, decode_threads=1)

Image.MAX_IMAGE_PIXELS = MOST_PIXELS // 2  # Pillow refuses at twice this
warnings.simplefilter("ignore", Image.DecompressionBombWarning)


def pictures(path: Path, first: int = 1) -> Iterator[tuple[int, Image.Image]]:
    """(number, picture) of every page from `first` on. Raises `CannotOpen`."""
    with open(path, "rb") as file:
        head = file.read(1024)
    if not head:
        raise CannotOpen("empty")
    if head.startswith(bundle.HEAD):
        yield from _of_bundle(path, first)
    else:
        yield from (_of_pdf(path, first) if b"%PDF-" in head else _of_image(path, first))


def _of_bundle(path, first):
    """The pages of several files, counted on from one to the next."""
    number, place = 0, path.with_suffix(".page")
    for _name, content in bundle.files(path.read_bytes()):
        if content.startswith(bundle.HEAD):
            raise CannotOpen("unknown_type")
        place.write_bytes(content)
        for _own, picture in pictures(place):
            number += 1
            _check_number(number)
            if number >= first:
                yield number, picture


def _of_pdf(path, first):
    document = _opened(path)
    _check_number(len(document))
    for number in range(first, len(document) + 1):
        try:
            page = document[number - 1]
            width, height = page.get_size()
            scale = min(DPI / POINT, (READ_PIXELS / max(width * height, 1)) ** 0.5)
            yield number, page.render(scale=scale, grayscale=False).to_pil()
            page.close()
        except (pypdfium2.PdfiumError, ValueError) as error:
            raise CannotOpen("damaged") from error


def cut(path: Path, first: int, last: int, target: Path):
    """Write the pages `first` to `last` as a PDF. Raises `CannotOpen`."""
    with open(path, "rb") as file:
        is_pdf = b"%PDF-" in file.read(1024)
    if not is_pdf:
        found = [picture for number, picture in pictures(path, first) if number <= last]
        found[0].save(target, format="PDF", save_all=True, append_images=found[1:], resolution=DPI)
        return
    whole, part = _opened(path), pypdfium2.PdfDocument.new()
    try:
        part.import_pages(whole, list(range(first - 1, last)))
        part.save(target)
    except (pypdfium2.PdfiumError, ValueError, OSError) as error:
        raise CannotOpen("damaged") from error


def _opened(path):
    try:
        return pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError as error:
        raise CannotOpen("locked" if "password" in str(error).lower() else "damaged") from error


def _of_image(path, first):
    try:
        with Image.open(path, formats=FORMATS) as image:
            frames = getattr(image, "n_frames", 1) if image.format == "TIFF" else 1
            _check_number(frames)
            for number in range(first, frames + 1):
                if frames > 1:  # of a HEIC the first picture need not be the photo itself
                    image.seek(number - 1)
                yield number, _fitting(ImageOps.exif_transpose(image).convert("RGB"))
    except UnidentifiedImageError as error:
        is_heif = path.read_bytes()[4:8] == b"ftyp"  # whole ones are known
        raise CannotOpen("damaged" if is_heif else "unknown_type") from error
    except Image.DecompressionBombError as error:
        raise CannotOpen("too_large") from error
    except (OSError, EOFError, ValueError, SyntaxError, RuntimeError, MemoryError) as error:
        raise CannotOpen("damaged") from error


def _fitting(picture):
    too_large = (picture.width * picture.height / READ_PIXELS) ** 0.5
    return picture.reduce(2) if too_large >= 2 else _scaled(picture, 1 / too_large) if too_large > 1 else picture


def _scaled(picture, scale):
    return picture.resize((int(picture.width * scale), int(picture.height * scale)))


def _check_number(pages):
    if not pages:
        raise CannotOpen("empty")
    if pages > MOST_PAGES:
        raise CannotOpen("too_many_pages")
