"""What the assistant does with our own questions about Merelveld, by sort of question, and who is heard that wants a human."""

from collections import defaultdict

from gehoor.assistant.tests.questions import expected, listed

AT_ONCE = {"wish", "distress", "complaint"}


def measure(progress) -> bool:
    """Prints a table. Whether nobody who needs a human got an answer, and chit-chat none either; leaves nothing behind."""
    from django.db import transaction

    with transaction.atomic():
        rows = _ask(progress)
        transaction.set_rollback(True)
    by_tag = defaultdict(list)
    for row, told in rows:
        for tag in ["all", *row["tags"]]:
            by_tag[tag].append((row, told))
    print(f"\nour own questions about Merelveld, as they are dealt with\n{'':16}questions  as expected  useful  answered wrongly")
    for tag, mine in sorted(by_tag.items(), key=lambda one: -len(one[1])):
        known = [one for one in mine if one[0]["articles"]]
        useful = f"{sum(_is_useful(*one) for one in known) / len(known):7.0%}" if known else f"{'':7}"
        print(f"{tag:16}{len(mine):9}{sum(_is_expected(*one) for one in mine) / len(mine):13.0%}{useful}{sum(_is_wrong(*one) for one in mine):12}")
    return _wishes() and not any(told[0] == "answer" for row, told in rows if row.get("reason") in AT_ONCE or "far" in row["tags"])


def _ask(progress):
    """[(row, (outcome, reason, articles))] with Merelveld's articles and no others."""
    from django.utils import timezone

    from gehoor.assistant import replying
    from gehoor.demo import knowledge
    from gehoor.knowledge.models import Article
    from gehoor.knowledge.retrieval import indexing
    from gehoor.staff.models import Employee

    Article.objects.update(withdrawn_at=timezone.now())
    for name in ("bram", "joost", "noor", "saskia"):
        Employee.objects.get_or_create(username=name)
    knowledge.tell()
    indexing.bring_up_to_date(progress)
    named = dict(Article.objects.values_list("pk", "slug"))
    rows = []
    for row in expected():
        found = replying.reply(row["text"])
        rows.append((row, (found.outcome, found.reason, [named[one.article_id] for one in found.versions])))
    return rows


def _is_expected(row, told) -> bool:
    """The outcome, with the right article first where there is one to tell; asking back is a suggestion."""
    outcome, reason, articles = told
    if row["expect"] == "handover":
        return outcome == "handover" and (row.get("reason") not in AT_ONCE or reason == row["reason"])
    if row["expect"] == "answer":
        return outcome == "answer" and articles[0] in row["articles"]
    return outcome in ("suggest", "ask_back")


def _is_useful(row, told) -> bool:
    """A right answer, or suggestions with the right one among them."""
    outcome, _reason, articles = told
    return outcome != "handover" and bool(set(articles[: 1 if outcome == "answer" else 3]) & set(row["articles"]))


def _is_wrong(row, told) -> bool:
    outcome, _reason, articles = told
    return outcome == "answer" and articles[0] not in row["articles"]


def _wishes() -> bool:
    """Of the sentences that were kept apart while the rules were written."""
    from gehoor.assistant.recognising.wish import wants

    wishes, look_alikes = listed("wishes")[1], listed("look_alikes")[1]
    heard, wrongly = sum(bool(wants(text)) for text in wishes), sum(bool(wants(text)) for text in look_alikes)
    print(f"\na wish for a human, sentences kept apart: {heard} of {len(wishes)} heard, {wrongly} of {len(look_alikes)} others taken for one")
    return heard >= 0.97 * len(wishes) and wrongly <= 0.05 * len(look_alikes)
