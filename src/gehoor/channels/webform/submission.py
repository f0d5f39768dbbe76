"""Sending a form in: its original is kept before the person reads "received", then it goes the way of everything."""

import base64
import json

from django.db import transaction

from gehoor.postroom import arrivals, reading

from .definition import Kind
from .models import Filling
from .models.filling import soon

FIRST_WORDS = 300  # characters shown of one that is kept apart


def hand_in(page, form, version, reasons) -> int:
    """Keep what a valid `FillingForm` holds and read it at once; returns the id of its `Arrival`.

    The same page sent again with the same answers is the same original, so nothing changes; with other answers it adds
    to the conversation that it made before. `reasons` says why it may be a robot's; then it is kept apart.
    """
    original = _original(page, form, version)
    envelope = {
        "version": version.pk, "nonce": page.nonce, "team": version.form.team_id,
        **({"suspicious": reasons, "glimpse": _glimpse(form), "title": version.definition.title} if reasons else {}),
    }
    pk = arrivals.keep("webform", original, source=f"form {version.form.slug}"[:80], envelope=envelope, is_read_here=True)
    with transaction.atomic():
        filling, _is_new = Filling.objects.get_or_create(nonce=page.nonce, defaults={"version": version})
        if filling.arrival_id is None:
            filling.arrival_id, filling.expires_at = pk, soon()
            filling.save(update_fields=["arrival", "expires_at"])
    reading.read_one(pk)  # so that the page can name the reference; where this fails the worker finds it
    return pk


def stored(arrival) -> dict:
    """What the original of an arrival holds: title, pairs, who, files (with `content` in base64)."""
    return json.loads(bytes(arrival.original))


def _original(page, form, version) -> bytes:
    """Equal for equal answers on one page: no moment, nothing made up."""
    files = [file for question in form.asked if question.kind == Kind.FILE for file in form.cleaned_data[question.key]]
    return json.dumps({
        "form": version.form.slug, "version": version.number, "title": version.definition.title, "page": page.nonce,
        "conversation": page.conversation, "person": page.person, "pairs": form.pairs(), **_who(form),
        "files": [_file(getattr(file, "as_inbound", file)) for file in files],
    }, ensure_ascii=False, sort_keys=True).encode()


def _who(form) -> dict[str, str]:
    """The first name, e-mail address and phone number that were asked and given."""
    found = {"name": "", "email": "", "phone": ""}
    for question in form.asked:
        if question.kind in found:
            found[question.kind] = found[question.kind] or form.cleaned_data[question.key]
    return found


def _file(file) -> dict:
    return {"name": file.name, "type": file.content_type, "content": base64.b64encode(file.content).decode()}


def _glimpse(form) -> str:
    return " · ".join(answer for _label, answer in form.pairs())[:FIRST_WORDS]


