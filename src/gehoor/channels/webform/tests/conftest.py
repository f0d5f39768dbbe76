"""A published form, and somebody who fills it in without scripts."""

import html
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gehoor.channels.webform import page_token
from gehoor.channels.webform.definition import Definition, Question
from gehoor.channels.webform.models import Form

STREET = Definition(
    title="Melding openbare ruimte",
    introduction="Meld wat er mis is op straat.",
    term="Binnen drie werkdagen.",
    questions=(
        Question("q1", "one", "Waar gaat het over?", required=True, choices=("Afval", "Verlichting")),
        Question("q2", "text", "Welke lantaarn is het?", required=True, when="q1", answer="Verlichting"),
        Question("q3", "text", "Waar is het?", required=True),
        Question("q4", "file", "Foto's"),
        Question("q5", "name", "Uw naam"),
        Question("q6", "email", "Uw e-mailadres"),
        Question("q7", "phone", "Uw telefoonnummer"),
    ),
)
GOOD = {"q1": "Afval", "q3": "Lindelaan 22"}
PNG = b"\x89PNG\r\n\x1a\n and what a picture holds"
PAGE = re.compile(r'name="page" value="([^"]+)"')


@pytest.fixture
def form(cast):
    """Published, for the team `other`."""
    made = Form.objects.create(slug="melding", team=cast.teams.other, draft={**STREET.as_json(), "last_key": 7})
    made.publish(by=cast.editor)
    return made


class Visitor:
    """A browser without scripts: remembers the page it got, and sends that with what was typed."""

    def __init__(self, form, path=""):
        self.client = Client(enforce_csrf_checks=True)
        self.path = path or f"/formulier/{form.slug}/"
        self.page = ""
        self.read(self.client.get(self.path))

    def read(self, response):
        self.text = html.unescape(response.content.decode())
        if found := PAGE.search(self.text):
            self.page = found[1]
        return response

    def send(self, answers=GOOD, *, action="send", waits=True, **more):
        """Press a button; with `waits` as long after opening the page as people need."""
        if waits:
            self.think()
        return self.read(self.client.post(self.path, {"page": self.page, "action": action, **answers, **more}))

    def think(self):
        """Let the page be open for a minute already."""
        page = page_token.read(self.page)
        older = {name: getattr(page, name) for name in ("version", "nonce", "conversation", "person")}
        self.page = page_token.Page(**older, opened_at=page.opened_at - 60).signed()

    def follow(self, response):
        return self.read(self.client.get(response.url))


@pytest.fixture
def visitor(form):
    return Visitor(form)


def file(name="foto.png", content=PNG):
    return SimpleUploadedFile(name, content)
