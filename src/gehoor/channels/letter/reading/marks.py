"""QR codes on a page: ours on letters and separator sheets, and whatever else stands there."""

import zxingcpp
from PIL import Image

SEPARATOR = "GEHOOR:SEPARATOR"  # what a separator sheet says, with ":" and the team that the letters after it are for
OURS = "GEHOOR:"  # how all our codes begin; on a letter its reply token follows
MOST_CODES, LONGEST = 20, 300  # of one page; characters of one code


def codes(picture: Image.Image) -> list[str]:
    """What the QR codes on this page say, in no order; skewed and turned ones too."""
    grey = picture.convert("L")
    found = zxingcpp.read_barcodes(grey, formats=zxingcpp.BarcodeFormat.QRCode)
    if not found:  # noise and shadow of a photo go away in a smaller picture
        found = zxingcpp.read_barcodes(grey.reduce(2), formats=zxingcpp.BarcodeFormat.QRCode)
    texts = (one.text.replace("\0", "") for one in found if len(one.text) <= LONGEST)
    return list(dict.fromkeys(filter(None, texts)))[:MOST_CODES]


def is_sheet(codes) -> bool:
    """Whether the page with these codes is a separator sheet and no page of a letter."""
    return any(code == SEPARATOR or code.startswith(f"{SEPARATOR}:") for code in codes)
