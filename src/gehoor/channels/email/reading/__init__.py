"""Mail read for intake: bytes in, understanding out. Needs no Django, no settings, no database."""

from .mail import read_mail
from .model import Bounce, ReadAttachment, ReadMail, as_json

__all__ = ["Bounce", "ReadAttachment", "ReadMail", "as_json", "read_mail"]
