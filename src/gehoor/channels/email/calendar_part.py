"""A calendar file in a mail, so that mail programs offer to keep it: besides the attachment a part of its own (RFC 6047 2.4)."""

import re

TYPE = "text/calendar"
METHOD = re.compile(rb"^METHOD:([A-Z]{1,20})\r?$", re.MULTILINE)


def offer(mail, content: bytes):
    """Put it among the alternatives with its method, which must stand in the content type too (RFC 6047 2.4)."""
    if method := METHOD.search(content):
        mail.attach_alternative(content.decode(), f"{TYPE}; method={method[1].decode()}")
