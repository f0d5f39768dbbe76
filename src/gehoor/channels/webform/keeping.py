"""What the server keeps between two tries of one page: files, and everything where somebody goes on later."""

from .definition import Kind
from .files import MOST_BYTES, MOST_FILES
from .models import Filling, KeptFile


class Kept:
    """What is kept of one page, if anything. A row is made only when there is something to keep."""

    def __init__(self, page, version):
        self.page, self.version = page, version
        self.filling = Filling.objects.filter(nonce=page.nonce).first()
        self.files = list(self.filling.files.defer("content")) if self.filling else []

    @property
    def exists(self) -> bool:
        return self.filling is not None

    @property
    def typed(self) -> dict:
        """What was typed, as initial values of the form."""
        return self._values(self.filling.answers) if self.filling else {}

    def keep(self, filled):
        """Keep the new files that are good, as far as there is room."""
        for question, file in filled.accepted:
            size = sum(kept.size for kept in self.files)
            if len(self.files) < MOST_FILES and size + len(file.content) <= MOST_BYTES:
                self._make()
                self.files.append(KeptFile.objects.create(
                    filling=self.filling, question=question, name=file.name, content_type=file.content_type,
                    size=len(file.content), content=file.content,
                ))

    def remove(self, which: str):
        """Forget the file with this number; anything else changes nothing."""
        self.files = [file for file in self.files if str(file.pk) != which or not file.delete()]

    def save_for_later(self, posted) -> str:
        """Keep all that was typed, right or wrong; returns the token of the link that leads back to it."""
        self._make()
        self.filling.answers = {name: posted.getlist(name) for name in posted if name.startswith("q")}
        self.filling.save(update_fields=["answers"])
        return self.filling.save_for_later()

    def from_post(self, posted) -> dict:
        """What was typed, as initial values, nothing checked."""
        return self._values({name: posted.getlist(name) for name in posted})

    def _values(self, answers: dict[str, list[str]]) -> dict:
        return initial_values(self.version.definition, answers)

    def _make(self):
        if self.filling is None:
            self.filling, _is_new = Filling.objects.get_or_create(nonce=self.page.nonce, defaults={
                "version": self.version, "conversation_id": self.page.conversation, "person_id": self.page.person,
            })


def initial_values(definition, answers: dict[str, list[str]]) -> dict:
    """By key of the question: what its box shows for what was sent under its name(s)."""
    found = {}
    for question in definition.questions:
        if question.kind == Kind.ADDRESS:
            found[question.key] = [next(iter(answers.get(f"{question.key}_{part}", [])), "") for part in ("street", "code", "town")]
        elif question.kind == Kind.MANY:
            found[question.key] = answers.get(question.key, [])
        elif question.kind != Kind.FILE and answers.get(question.key):
            found[question.key] = answers[question.key][0]
    return found
