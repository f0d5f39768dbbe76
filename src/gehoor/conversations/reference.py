"""The public name of a conversation: short enough to say over the phone, random enough to say nothing else."""

import secrets

# Crockford's base32: no I, L, O or U, so nothing is misread or spells a word.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
MISREAD = str.maketrans({"I": "1", "L": "1", "O": "0", "U": "V", " ": "", "-": ""})


def new_reference() -> str:
    """A fresh reference such as K7P2-9XQM (40 random bits)."""
    characters = "".join(secrets.choice(ALPHABET) for _ in range(8))
    return f"{characters[:4]}-{characters[4:]}"


def as_typed(text: str) -> str:
    """The reference someone typed, forgiving case, dashes and look-alikes; "" where it is none."""
    bare = text.upper().translate(MISREAD)
    return f"{bare[:4]}-{bare[4:]}" if len(bare) == 8 and set(bare) <= set(ALPHABET) else ""
