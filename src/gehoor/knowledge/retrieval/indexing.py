"""Making the vectors of what we tell: a job beside everything else, which goes on where it was stopped.

A vector is kept by the words of its passage, so editing an article makes anew only what was rewritten, and nobody waits:
until its vectors are there an article is found by its words.
"""

from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from gehoor.knowledge.models import Audience, Indexing, Stamp, Version

from . import vectors
from .embedding import NoVectors, embedder
from .passages import passages


def is_wanted() -> bool:
    """Whether anything we tell changed since the job last was done."""
    model = embedder()
    row = Indexing.objects.first()
    return model is not None and (row is None or (row.stamp, row.model) != (_stamp(), model.name) or bool(row.trouble))


def bring_up_to_date(progress: Callable[[int, int], None] = lambda done, total: None) -> Indexing | None:
    """Make every vector that is missing; None where this installation goes by words alone.

    Stops with the reason in `Indexing.trouble` where an endpoint gives none; the next run goes on from there.
    """
    model = embedder()
    if model is None:
        return None
    began = _stamp()
    wanted = wanted_texts()
    missing = vectors.missing(model.name, list(wanted))
    _note(model, len(wanted) - len(missing), len(wanted))
    todo = [(key, text, is_question) for key, (text, is_question) in wanted.items() if key in missing]
    try:
        for done, batch in _batches(todo, model.at_once):
            _make(model, batch)
            _note(model, len(wanted) - len(missing) + done, len(wanted))
            progress(len(wanted) - len(missing) + done, len(wanted))
    except NoVectors as problem:
        return _note(model, None, len(wanted), trouble=str(problem))
    with transaction.atomic():
        vectors.forget_others(model.name, list(wanted))
        nothing_changed = _stamp() == began
        if missing:
            Stamp.renew()
        return _note(model, len(wanted), len(wanted), stamp=_stamp() if nothing_changed else "")


def wanted_texts() -> dict[bytes, tuple[str, bool]]:
    """digest → (text, is it a question) of all that must have a vector, what tells most of all articles first."""
    found = {vectors.digest(text, True): (text, True) for text in vectors.background()}
    versions = list(Version.objects.in_force().told_to(Audience.EMPLOYEES))
    each = [passages(version)[: vectors.of_each(len(versions))] for version in versions]
    for rank in range(max(map(len, each), default=0)):
        for one in each:
            if rank < len(one):
                found.setdefault(vectors.digest(one[rank][1]), (one[rank][1], False))
    return found


def _batches(todo, size):
    for at in range(0, len(todo), size):
        batch = todo[at : at + size]
        yield at + len(batch), batch


def _make(model, batch):
    for is_question, encode in ((True, model.questions), (False, model.passages)):
        mine = [(key, text) for key, text, asks in batch if asks == is_question]
        if mine:
            vectors.keep(model.name, [key for key, _text in mine], encode([text for _key, text in mine]))


def _note(model, done, total, stamp=None, trouble="") -> Indexing:
    values = {"model": model.name, "total": total, "trouble": trouble[:200], "at": timezone.now()}
    values |= {} if done is None else {"done": done}
    values |= {} if stamp is None else {"stamp": stamp}
    return Indexing.objects.update_or_create(pk=1, defaults=values)[0]


def _stamp() -> str:
    return Stamp.objects.values_list("value", flat=True).first() or ""
