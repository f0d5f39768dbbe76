"""Finding what we tell at 10,000 articles, as public pages and employees do, beside PostgreSQL's full text with trigrams.

Limits: p50 of a search under 50 ms and whoever searches first after a publication waits no longer than half a second, both at
the reference speed (the same run tells it by parsing mail); a process with words and the model in memory at most 500 MB.
"""

import argparse
import random
import statistics
import time
from pathlib import Path

from . import mails, town
from .trial import REFERENCE_MS, trial

LIMIT_MS, LIMIT_FIRST_MS, LIMIT_MB = 50, 500, 500
TOPS = ["gemeente", "wijk", "zomer", "nood", "gezins", "dag"]
ASKED = ["Hoe vraag ik een {} aan?", "Wat kost een {}?", "Wie gaat over de {}?", "Wanneer is de {} open?", "Mijn {} is kapot"]
SORTS = {"as it is": lambda word, rng: word, "with a typing error": lambda word, rng: slip(word, rng), "while typing": lambda word, rng: word[:-3]}


def main(arguments) -> int:
    """Prints a table; 0 when all is within the limits."""
    options = argparse.ArgumentParser(prog="bin/bench knowledge", description=__doc__.splitlines()[0])
    options.add_argument("--articles", type=int, default=10_000)
    options.add_argument("--rounds", type=int, default=100)
    options.add_argument("--without-model", action="store_true", help="leave out what the model of meaning takes")
    chosen = options.parse_args(arguments)
    with trial(durable=False):
        words = _fill(chosen.articles)
        memory = {"before": _megabytes()}
        from gehoor.knowledge.retrieval import index

        begin = time.process_time()
        index.current()
        first_read, memory["with the words"] = time.process_time() - begin, _megabytes()
        speed = statistics.median(mails.milliseconds_a_parse(20) for _time in range(5)) / REFERENCE_MS
        figures = {sort: _searches(words, change, chosen.rounds) for sort, change in SORTS.items()}
        peer = _peer(words, chosen.rounds)
        waits, renewed = _after_publishing(words)
        if not chosen.without_model:
            from gehoor.knowledge.retrieval.embedding import embedder

            embedder().questions(["wat kost een paspoort"])
            memory["with the model"] = _megabytes()
    return _report(chosen.articles, speed, figures, peer, (first_read, waits, renewed), memory)


def slip(word: str, rng) -> str:
    """One letter missed, doubled or changed places with the next, not the first."""
    at = rng.randrange(1, len(word) - 1)
    return rng.choice([word[:at] + word[at + 1 :], word[:at] + word[at] + word[at:], word[:at] + word[at + 1] + word[at] + word[at + 2 :]])


def _fill(articles) -> list[str]:
    """Published articles of some 150 words, each about a compound of its own; the words."""
    from django.utils import timezone

    from gehoor.knowledge.models import Article, Stamp, Version

    rng = random.Random(6)
    every = [top + head + tail for top in ["", *TOPS] for head in town.HEADS for tail in town.TAILS]
    words = rng.sample(every, min(articles, len(every)))
    made = Article.objects.bulk_create([Article(slug=f"{words[at % len(words)]}-{at}") for at in range(articles)], batch_size=1000)
    Version.objects.bulk_create([
        Version(article=article, number=1, state=Version.State.PUBLISHED, published_at=timezone.now(),
                question=rng.choice(ASKED).format(word), short_answer=_text(rng, word, 3), answer=_text(rng, word, 12))
        for at, article in enumerate(made) if (word := words[at % len(words)])
    ], batch_size=1000)
    Stamp.renew()
    return words


def _text(rng, word, sentences) -> str:
    values = {"street": rng.choice(town.STREETS) + "straat", "common": rng.choice(town.COMMON), "surname": rng.choice(town.STEMS), "case": rng.randrange(10**6)}
    return " ".join(rng.choice(town.SAYINGS).format(compound=word if rng.random() < 0.5 else rng.choice(town.HEADS) + rng.choice(town.TAILS),
                                                    number=rng.randrange(200), **values) for _sentence in range(sentences))


def _searches(words, change, rounds) -> dict:
    """Milliseconds by the clock and of our processor, and how often the right article came first."""
    from gehoor.knowledge import finding
    from gehoor.knowledge.models import Audience

    rng = random.Random(7)
    clock, work, right = [], [], 0
    for word in rng.sample(words, min(rounds, len(words))):
        text = rng.choice(ASKED).format(change(word, rng)) if change is not SORTS["while typing"] else change(word, rng)
        began, worked = time.perf_counter(), time.process_time()
        found = finding.search(text, audience=Audience.PUBLIC, typing=change is SORTS["while typing"])
        clock.append((time.perf_counter() - began) * 1000)
        work.append((time.process_time() - worked) * 1000)
        right += bool(found) and word in found[0].version.question
    return {"p50": statistics.median(clock), "p95": sorted(clock)[int(len(clock) * 0.95)], "work": statistics.median(work),
            "right": right / len(clock)}


def _peer(words, rounds) -> float:
    """p50 in milliseconds of PostgreSQL by the same questions: any of the words by a GIN index, then the likeness of trigrams."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE peer AS SELECT id, question, setweight(to_tsvector('dutch', question), 'A')"
                       " || setweight(to_tsvector('dutch', short_answer), 'B') || setweight(to_tsvector('dutch', answer), 'C') AS said"
                       " FROM knowledge_version")
        cursor.execute("CREATE INDEX ON peer USING gin (said)")
        cursor.execute("ANALYZE peer")
        rng, clock = random.Random(7), []
        for word in rng.sample(words, min(rounds, len(words))):
            text = rng.choice(ASKED).format(word)
            began = time.perf_counter()
            cursor.execute(PEER, {"words": " or ".join(text.split()), "text": text})
            cursor.fetchall()
            clock.append((time.perf_counter() - began) * 1000)
    return statistics.median(clock)


PEER = """
    SELECT id, ts_rank_cd(said, websearch_to_tsquery('dutch', %(words)s), 1) + word_similarity(%(text)s, question) AS score
    FROM peer WHERE said @@ websearch_to_tsquery('dutch', %(words)s) ORDER BY score DESC, id LIMIT 10
"""


def _after_publishing(words) -> tuple[list[float], float]:
    """(milliseconds of each search until the new article is found, seconds until then)."""
    from gehoor.knowledge import finding, writing
    from gehoor.knowledge.models import Audience

    writing.publish(writing.begin(by=None, question="Wanneer is de xylofoonparade?"), by=None)
    began, waits = time.perf_counter(), []
    while time.perf_counter() - began < 300:
        start = time.perf_counter()
        found = finding.search("xylofoonparade", audience=Audience.PUBLIC)
        waits.append((time.perf_counter() - start) * 1000)
        if any("xylofoon" in one.version.question for one in found):
            break
        time.sleep(0.1)
    return waits, time.perf_counter() - began


def _megabytes() -> float:
    """What this process holds now (resident, Linux `proc_pid_status(5)`)."""
    [line] = [line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmRSS:")]
    return int(line.split()[1]) / 1024


def _report(articles, speed, figures, peer, renewal, memory) -> int:
    first_read, waits, renewed = renewal
    limit = LIMIT_MS * speed
    print(f"{articles} articles; this machine is now {speed:.1f} times slower than the reference, so the limit is {limit:.0f} ms here")
    for sort, one in figures.items():
        print(f"  {sort:<22} p50 {one['p50']:6.1f} ms  p95 {one['p95']:6.1f} ms  our processor {one['work']:6.1f} ms  {one['p50'] / peer:5.2f} x the peer"
              f"  {one['p50'] / limit:5.2f} of the limit  the right one first {one['right']:.0%}")
    print(f"  peer: full text and trigrams  p50 {peer:6.1f} ms")
    print(f"  read whole: {first_read:.1f} s of our processor; after a publication the first search took {waits[0]:.0f} ms, the slowest of"
          f" {len(waits)} {max(waits):.0f} ms, and it was found after {renewed:.1f} s")
    print("  memory of the process: " + ", ".join(f"{name} {value:.0f} MB" for name, value in memory.items()) + f" (limit {LIMIT_MB})")
    held = [one["p50"] <= limit for one in figures.values()] + [max(waits) <= LIMIT_FIRST_MS * speed, max(memory.values()) <= LIMIT_MB]
    return 0 if all(held) else 1
