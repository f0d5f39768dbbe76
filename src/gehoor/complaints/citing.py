"""Naming the law by which a complaint is judged, and no other."""

import re

from .models.rules import Law

CITED = re.compile(r" \(((?:Awb|Wkkgz) [^)]*)\)")
NAMES = {Law.AWB: "Awb", Law.WKKGZ: "Wkkgz"}


def cited(text, law: str) -> str:
    """`text` with of "(Awb 9:11; Wkkgz 17)" only what is of `law`; own rules name no article."""

    def named(found) -> str:
        of_law = [one for one in found[1].split("; ") if one.startswith(f"{NAMES.get(law)} ")]
        return f" ({'; '.join(of_law)})" if of_law else ""

    return CITED.sub(named, str(text))
