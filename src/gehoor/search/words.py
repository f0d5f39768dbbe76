"""Knowing the words that were ever said: korf is the tail of bladkorf, and bladkrof was meant to be bladkorf.

Dutch writes compounds as one word, which an index of words finds by their beginning only. So the words themselves are
kept, with an index of their parts; a search is widened by the words that hold what was typed. A job learns new words
each minute; until then a new compound is found by its beginning.
"""

from dataclasses import dataclass, field

from django.db import connection, transaction
from django.db.models import Count, Max

from gehoor.conversations.models import Message

from .models import Learned
from .query import PREFIX_FROM, forms_of

AT_ONCE = 2000  # messages learned in one go
MOST_TAILS = 60  # words a typed word is widened with, the most usual ones
MOST_ALIKE = 3

LEARN = r"""
INSERT INTO search_word (text, messages)
SELECT word, ndoc FROM ts_stat(format($of$
    SELECT to_tsvector('simple', left(subject || ' . ' || text, 100000)) FROM conversations_message WHERE id > %s AND id <= %s
    UNION ALL
    SELECT to_tsvector('simple', person.name) FROM people_person person WHERE person.id IN (
        SELECT contact.person_id FROM conversations_contact contact
        JOIN conversations_message message ON message.contact_id = contact.id WHERE message.id > %s AND message.id <= %s)
$of$, {low}, {high}, {low}, {high}))
WHERE word ~ '^[[:alpha:]]{{4,40}}$'
ON CONFLICT (text) DO UPDATE SET messages = search_word.messages + EXCLUDED.messages
"""
HOLDING = f"""
SELECT typed.word, held.text, held.text LIKE typed.form || '%%', held.messages
FROM unnest(%s::text[], %s::text[]) AS typed (word, form)
CROSS JOIN LATERAL (
    SELECT text, messages FROM search_word WHERE text LIKE '%%' || typed.form || '%%'
    ORDER BY messages DESC LIMIT {MOST_TAILS}
) held
UNION ALL SELECT '', '', false, reltuples::bigint FROM pg_class WHERE oid = 'search_document'::regclass
"""
ALIKE = f"""
SELECT typed.word, alike.text FROM unnest(%s::text[]) AS typed (word)
CROSS JOIN LATERAL (
    SELECT text FROM search_word WHERE text %% typed.word
    ORDER BY similarity(text, typed.word) DESC, messages DESC LIMIT {MOST_ALIKE}
) alike
WHERE NOT EXISTS (SELECT 1 FROM search_word known WHERE known.text = typed.word)
"""


@transaction.atomic
def learn(at_once=AT_ONCE) -> int:
    """Learn the words of the next messages; how many messages those were. A message learned twice does no harm."""
    so_far, _is_new = Learned.objects.select_for_update().get_or_create(pk=1)
    fresh = Message.objects.filter(pk__gt=so_far.message).order_by("pk").values("pk")[:at_once]
    number, high = fresh.aggregate(number=Count("pk"), high=Max("pk")).values()
    if not number:
        return 0
    with connection.cursor() as cursor:
        cursor.execute(LEARN.format(low=so_far.message, high=high))
    so_far.message = high
    so_far.save(update_fields=["message"])
    return number


@dataclass(slots=True)
class Known:
    """What is known of a word that was typed: others that begin with it, that hold it further on, how usual all are."""

    begun: list[str] = field(default_factory=list)
    tails: list[str] = field(default_factory=list)
    messages: int = 0


def holding(words: list[str]) -> tuple[dict[str, Known], int]:
    """For each of these words what is known of it; and about how many conversations there are. One query."""
    typed = [(word, form) for word in words if len(word) >= PREFIX_FROM for form in forms_of(word)]
    typed += [(word, word) for word in words if len(word) < PREFIX_FROM]
    known = {word: Known() for word in words}
    conversations = 0
    for word, text, begins, messages in _rows(HOLDING, [[word for word, _ in typed], [form for _, form in typed]]):
        if not word:
            conversations = max(messages, 1000)
        elif len(word) >= PREFIX_FROM or text == word:  # parts of three letters are in half of all words
            known[word].messages += messages
            (known[word].begun if begins else known[word].tails).append(text)
    return known, conversations


def alike(words: list[str]) -> dict[str, list[str]]:
    """For each of these words that nobody ever said, the ones that look like it, likeliest first. One query."""
    found: dict[str, list[str]] = {}
    for word, text in _rows(ALIKE, [[word for word in words if len(word) >= PREFIX_FROM]]):
        found.setdefault(word, []).append(text)
    return found


def _rows(sql, parameters):
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return cursor.fetchall()
