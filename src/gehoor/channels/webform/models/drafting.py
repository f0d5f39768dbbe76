"""What an editor does to the questions of a draft."""

from dataclasses import asdict

from django.db import transaction

from gehoor.core import events

from ..definition import Question

REMEMBERED = 10  # removed questions that can be put back


class Drafting:
    """Adding, changing, moving, removing and putting back questions; a mix-in of `Form`.

    Each holds the row first, so that two editors at once lose nothing of each other.
    """

    def say(self, *, by, **words):
        """Change title, introduction, thanks or term."""
        with self._changing(by) as draft:
            draft.update(words)

    def add(self, question: Question, *, by) -> Question:
        """Put a question at the end; it gets its key here."""
        with self._changing(by) as draft:
            draft["last_key"] = draft.get("last_key", 0) + 1
            row = {**asdict(question), "key": f"q{draft['last_key']}"}
            draft.setdefault("questions", []).append(row)
        return self.definition.question(row["key"])

    def change(self, question: Question, *, by):
        """Ask it in other words, or on other conditions."""
        with self._changing(by) as draft:
            draft["questions"] = [asdict(question) if row["key"] == question.key else row for row in draft["questions"]]

    def move(self, key: str, steps: int, *, by):
        """Move a question up (negative) or down by some places; never beyond the ends."""
        with self._changing(by) as draft:
            rows = draft["questions"]
            place = _place(rows, key)
            row = rows.pop(place)
            rows.insert(max(0, min(place + steps, len(rows))), row)

    def remove(self, key: str, *, by):
        """Take a question away; `put_back` undoes it."""
        with self._changing(by) as draft:
            place = _place(draft["questions"], key)
            removed = [*draft.get("removed", []), {"place": place, "question": draft["questions"].pop(place)}]
            draft["removed"] = removed[-REMEMBERED:]

    def put_back(self, *, by) -> Question | None:
        """Undo the last removal; None where nothing was removed."""
        with self._changing(by) as draft:
            if not draft.get("removed"):
                return None
            last = draft["removed"].pop()
            draft["questions"].insert(last["place"], last["question"])
        return self.definition.question(last["question"]["key"])

    @property
    def removed(self) -> list[str]:
        """Labels of what can be put back, the last removed first."""
        return [row["question"]["label"] for row in reversed(self.draft.get("removed", []))]

    def _changing(self, by):
        return _Change(self, by)


class _Change:
    """Gives the newest draft, held, and saves it where all went well."""

    def __init__(self, form, by):
        self.form, self.by = form, by
        self.transaction = transaction.atomic()

    def __enter__(self) -> dict:
        self.transaction.__enter__()
        self.form.draft = type(self.form).objects.select_for_update().values_list("draft", flat=True).get(pk=self.form.pk)
        return self.form.draft

    def __exit__(self, kind, error, trace):
        if kind is None:
            self.form.save(update_fields=["draft", "changed_at"])
            events.record("form.changed", actor=self.by, form=self.form.pk)
        return self.transaction.__exit__(kind, error, trace)


def _place(rows, key) -> int:
    return next(place for place, row in enumerate(rows) if row["key"] == key)
