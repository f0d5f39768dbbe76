"""Encoded words, addresses, parameters, charsets and dates as senders really write them."""

from datetime import UTC, datetime

import pytest

from gehoor.channels.email.reading import addresses, dates
from gehoor.channels.email.reading.charsets import decode
from gehoor.channels.email.reading.headers import decode_value, parse_params


def test_it_works():
    assert decode_value(b"=?utf-8?Q?H=C3=A9?=\n =?utf-8?Q?llo?=") == "Héllo"


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"=?utf-8?B?w?= =?utf-8?B?6k=?=", "é"),
        (b"=?utf-8?Q?=C3?= =?utf-8?Q?=A9?=", "é"),
        (b"=?iso-8859-1?Q?caf=E9?= en =?unknown?Q?x=C3=A9?=", "café en xé"),
        (b"=?utf-8?Q?caf=E9?=", "café"),
        ("Café €".encode("cp1252"), "Café €"),
        ("Café €".encode(), "Café €"),
        (b"=?utf-8?Q?Hoe gaat het??=", "Hoe gaat het?"),
        (b"Re: =?utf-8?q?a?=b", "Re: ab"),
        (b"=?utf-8?Q?open", "open"),
        (b"=?utf-8?b?SGFsbG8gd2VyZWxk", "Hallo wereld"),
        (b"=?utf-8*nl?Q?taal?=", "taal"),
        (b"=?utf-7?Q?+AOk-?=", "é"),
        (b"=?UTF-8?Q?=3D=3Futf-8=3FQ=3Fdubbel=3F=3D?=", "dubbel"),
        (b"=?utf-8?B?4pyTIGE=?==?utf-8?Q?_b?=", "✓ a b"),
        (b"=?windows-1252?Q?=93x=94_=80?=", "“x” €"),
        (b"  veel\n\t  wit ", "veel wit"),
        (b"a\x00b\xe2\x80\xaec", "abc"),
    ],
)
def test_header_text(raw, text):
    assert decode_value(raw) == text


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        (b'"Jansen, Jan" <JAN@x.nl>, b@c.nl', [("Jansen, Jan", "jan@x.nl"), ("", "b@c.nl")]),
        (b"Jansen, Jan <jan@x.nl>", [("Jansen, Jan", "jan@x.nl")]),
        (b"jan@x.nl (Jan J)", [("Jan J", "jan@x.nl")]),
        (b"<jan@x.nl", [("", "jan@x.nl")]),
        (b'"Jan <jan@x.nl>', [("Jan", "jan@x.nl")]),
        (b"Jan jan@x.nl", [("Jan", "jan@x.nl")]),
        (b"Jan Jansen [mailto:jan@x.nl]", [("Jan Jansen", "jan@x.nl")]),
        (b"undisclosed-recipients:;", []),
        (b"Team: a@b.nl, c@d.nl;", [("", "a@b.nl"), ("", "c@d.nl")]),
        (b"Gemeente: Burgerzaken <a@b.nl>", [("Gemeente: Burgerzaken", "a@b.nl")]),
        (b"=?utf-8?Q?Jan_=3Cjan=40x.nl=3E?=", [("Jan", "jan@x.nl")]),
        (b"=?utf-8?Q?Jansen,_Jan?= <j@x.nl>", [("Jansen, Jan", "j@x.nl")]),
        (b'"Jan \\"de B\\" J" <j@x.nl>', [('Jan "de B" J', "j@x.nl")]),
        (b"MAILER-DAEMON", [("MAILER-DAEMON", "")]),
        (b"<a@b.nl> <c@d.nl>", [("", "a@b.nl"), ("", "c@d.nl")]),
        (b"a@b.nl; c@d.nl,,", [("", "a@b.nl"), ("", "c@d.nl")]),
        ("José <josé@exämple.nl>".encode(), [("José", "josé@exämple.nl")]),
        (b"<>", []),
        (b"", []),
    ],
)
def test_addresses(raw, expected):
    assert list(addresses.parse(raw)) == expected


@pytest.mark.parametrize(
    ("raw", "name", "value"),
    [
        (b"attachment; filename*=UTF-8''caf%C3%A9.pdf", "filename", "café.pdf"),
        (b"x; filename*0*=UTF-8''a%C3; filename*1*=%A9; filename*2=.pdf", "filename", "aé.pdf"),
        (b"attachment; filename=Mijn bestand.pdf; size=3", "filename", "Mijn bestand.pdf"),
        (b'attachment; filename="a;b.pdf"', "filename", "a;b.pdf"),
        (b'attachment; filename="open.pdf', "filename", "open.pdf"),
        (b"x; filename*=iso-8859-1'nl'%e9.txt; filename=\"x.txt\"", "filename", "é.txt"),
        (b"text/plain charset=utf-8", "charset", "utf-8"),
        (b"multipart/mixed; boundary=a=b", "boundary", "a=b"),
    ],
)
def test_parameters(raw, name, value):
    assert parse_params(raw)[1][name] == value


@pytest.mark.parametrize(
    ("text", "charset", "declared"),
    [
        ("één – €", "utf-8", "us-ascii"),
        ("één – €", "utf-8", "iso-8859-1"),
        ("één – €", "cp1252", "iso-8859-1"),
        ("één – €", "cp1252", "utf-8"),
        ("één – €", "cp1252", "rot13"),
        ("één €", "iso-8859-15", "ISO-8859-15"),
        ("één – €", "utf-16", "utf-16"),
        ("één", "utf-7", "unicode-1-1-utf-7"),
        ("日本語", "iso-2022-jp", "us-ascii"),
        ("日本語", "cp932", "shift_jis"),
        ("Привет", "koi8-r", "koi8-r"),
        ("één", "utf-8", '"utf-8"; format'),
        ("één", "utf-8", "unicode_escape"),
    ],
)
def test_charsets(text, charset, declared):
    assert decode(text.encode(charset), declared) == text


@pytest.mark.parametrize(
    "text",
    [
        "Mon, 3 Nov 2025 10:12:00 +0100",
        "3 Nov 2025 09:12 GMT",
        "Mon, 3 Nov 2025 10:12:00 +0100 (CET)",
        "2025-11-03T10:12:00+01:00",
        "ma, 3 nov 2025 10:12:00 +0100",
    ],
)
def test_dates(text):
    assert dates.parse(text) == datetime(2025, 11, 3, 9, 12, tzinfo=UTC)


@pytest.mark.parametrize("text", ["", "gisteren", "Mon, 99 Foo 2025", "1 Jan 99999 00:00", "0" * 500])
def test_no_dates(text):
    assert dates.parse(text) is None
