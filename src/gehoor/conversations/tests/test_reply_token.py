"""Reply tokens: ours are read back, everything else is nothing."""

from hypothesis import given
from hypothesis import strategies as st

from gehoor.conversations import reply_token
from gehoor.conversations.reference import ALPHABET, as_typed, new_reference

ids = st.integers(1, 2**32 - 1)


@given(ids, ids)
def test_it_works(conversation, person):
    token = reply_token.issue(conversation, person)

    assert reply_token.read(token) == (conversation, person)
    assert reply_token.find(f"gemeente+{token.upper()}@merelveld.example") == (token,)
    assert len(token) == 28


@given(st.text(max_size=40))
def test_anything_else_is_nothing(text):
    assert reply_token.read(text) is None


@given(ids, ids, st.integers(0, 27), st.sampled_from("abcdefghijklmnopqrstuvwxyz234567"))
def test_one_changed_character_is_nothing(conversation, person, place, other):
    token = reply_token.issue(conversation, person)
    changed = token[:place] + other + token[place + 1 :]

    # The last of 28 characters carries four bits that mean nothing, so it may change without changing the token.
    assert changed == token or place == 27 or reply_token.read(changed) is None
    assert reply_token.read(changed) in (None, (conversation, person))


def test_another_key_reads_nothing(settings):
    token = reply_token.issue(1, 2)
    settings.SECRET_KEY = "another key entirely, as after a restore without it"

    assert reply_token.read(token) is None


@given(st.sampled_from(range(50)))
def test_reference_is_read_however_it_is_typed(_number):
    reference = new_reference()

    assert set(reference.replace("-", "")) <= set(ALPHABET)
    assert as_typed(reference.lower().replace("-", " ")) == reference
    assert as_typed(reference.replace("0", "o").replace("1", "l")) == reference
