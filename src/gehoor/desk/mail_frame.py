"""The page inside the frame that shows the HTML of a message. The HTML was made safe before it was kept."""

import base64
import re

from gehoor.conversations.models import Attachment

EMBED_LIMIT = 8 * 1024 * 1024  # bytes of attached images put into one page
CID = re.compile(r' data-cid="([^"]*)"')
REMOTE = re.compile(r' data-remote-src="([^"]*)"')
SAFE_IMAGES = {"image/png", "image/jpeg", "image/gif", "image/webp"}
PAGE = """<!doctype html><html><head><meta charset="utf-8"><meta name="referrer" content="no-referrer"><title>.</title>
<style>body{{margin:0.75rem;font:16px/1.5 system-ui,sans-serif;color:#1c2422;background:#fff;overflow-wrap:anywhere}}
img{{max-width:100%;height:auto}}table{{max-width:100%}}</style></head><body>{body}</body></html>"""


def document(message, *, with_remote=False) -> str:
    """A page of its own for this message; remote images stay away unless `with_remote`."""
    body = message.html
    if "data-cid=" in body:
        body = _embedded(message, body)
    if with_remote:
        body = REMOTE.sub(lambda found: f' src="{found[1]}" referrerpolicy="no-referrer"', body)
    return PAGE.format(body=body)


def _embedded(message, body):
    """Attached images as data: addresses, since a sandboxed frame sends no session along to fetch them."""
    wanted = Attachment.objects.filter(message=message, content_type__in=SAFE_IMAGES).exclude(content_id="")
    sources, total = {}, 0
    for attachment in wanted.select_related("blob"):
        total += attachment.size
        if total <= EMBED_LIMIT:
            content = base64.b64encode(bytes(attachment.blob.content)).decode()
            sources[attachment.content_id.strip("<>")] = f"data:{attachment.content_type};base64,{content}"
    return CID.sub(lambda found: f' src="{sources[found[1]]}"' if found[1] in sources else found[0], body)
