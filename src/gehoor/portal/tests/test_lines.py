"""What stands in one line of the page of a conversation."""

import pytest

from gehoor.conversations import links
from gehoor.postroom import channel
from gehoor.postroom.models import Delivery

pytestmark = pytest.mark.django_db


def test_an_address_that_we_tell_can_be_followed_and_theirs_is_text(client, cast, told):
    conversation = told(text="Staat dat op https://elders.example?")
    channel.get("email").compose(conversation, by=cast.owner, text="Nee, op https://merelveld.example/bladkorf")
    Delivery.objects.update(state=Delivery.State.SENT)
    page = client.get(f"/gesprek/{links.token_of(links.issue(conversation, conversation.person))}/").content.decode()

    assert '<a href="https://merelveld.example/bladkorf" rel="nofollow">' in page
    assert "https://elders.example" in page and 'href="https://elders.example' not in page
