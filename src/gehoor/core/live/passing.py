"""Words that matter at this moment only: somebody writes, is here, has read so far. Said by NOTIFY, written nowhere."""

import json

from django.db import connection

from . import presence


def say(words: dict[str, dict]):
    """Tell the screens that follow each topic its small facts; a word that is lost is not missed."""
    payloads = [json.dumps({"topic": topic, "passing": says}, separators=(",", ":")) for topic, says in words.items()]
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, payload) FROM unnest(%s::text[]) AS payload", [presence.CHANNEL, payloads])
