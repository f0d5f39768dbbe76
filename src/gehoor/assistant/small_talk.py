"""What people say that asks nothing: a greeting, thanks, "no, not that". It is answered kindly and looked up nowhere."""

from django.utils.translation import gettext as _

from .recognising.words import bag, clauses

GREETING, THANKS, YES, NOT_THAT, UNREADABLE = "greeting", "thanks", "yes", "not_that", "unreadable"

_POLITE = bag("u er een de het en of dag meneer mevrouw graag please allemaal daar heel wel erg hartelijk zeer veel hoor nou even ik heb had "
                    "vraag vraagje iets vragen wil mag stellen kan zo to you very much with an question assistent robot chatbot computer")
_WORDS = {
    GREETING: bag("hallo hoi hey hi hello goedemorgen goedemiddag goedenavond goedendag goeiemorgen goeiemiddag goeiendag moin hee "
                        "welkom test morgen middag avond goede goeie"),
    THANKS: bag("dank dankje dankjewel dankuwel bedankt thanks thank thx top fijn mooi super prima duidelijk helder tot ziens doei "
                      "fijne dag groetjes goed perfect geweldig"),
    YES: bag("ja jazeker jawel zeker klopt inderdaad yes yep oke ok goed precies"),
    NOT_THAT: bag("nee neen nope no niet dat dit bedoel bedoelde vroeg klopt antwoord juiste goede fout verkeerd helpt helpen hielp mij "
                        "snap begrijp begrijpt is was mijn vraag niks niets aan wat helaas nog steeds anders weer not that isn't wrong "
                        "what meant mean i did didn't help"),
}
_NO = bag("nee neen nope no niet niks niets fout verkeerd wrong not isn't didn't")


def heard(text: str) -> str:
    """Which of the kinds above a text is as a whole; "" where it may be a question."""
    said = [word.read for words in clauses(text) for word in words]
    if not any(letter.isalpha() for letter in text):
        return UNREADABLE
    if len(said) > 10:
        return ""
    rest = set(said) - _POLITE
    if not rest:
        return GREETING
    for kind in (GREETING, THANKS, YES):
        if rest <= _WORDS[kind] and rest & _WORDS[kind]:
            return kind
    return NOT_THAT if rest <= _WORDS[NOT_THAT] | _WORDS[YES] and rest & _NO else ""


def prompt(kind: str) -> str:
    """What the assistant says to it."""
    return {
        GREETING: _("Hello. What would you like to know?"),
        THANKS: _("You are welcome. Do you have another question?"),
        YES: _("Could you write in a few words what it is about?"),
        NOT_THAT: _("Then I got it wrong. Could you ask it in other words? You can also speak to a human at once."),
        UNREADABLE: _("Could you write your question in a few words?"),
    }[kind]
