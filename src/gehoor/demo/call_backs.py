"""Two people who want to be called: one at their turn, or else in the first half hour, and one tomorrow or later."""

from gehoor.callbacks import asking, lining, slots
from gehoor.people.addresses import normalised_phone

WAITS = ("06 11 22 33 44", "Riet Hendriks", "Mijn vuilnisbak is kapot. Krijg ik een nieuwe?", "")
LATER = ("06 55 66 77 88", "Mehmet Kaya", "Welke papieren heb ik nodig voor een terrasvergunning?", "mehmet@voorbeeld.example")


def ask():
    """Where no moment is open for long, such as with a calendar that is closed, nobody asks."""
    free = slots.free()
    if not free:
        return
    _wish(WAITS, None if lining.closing() else free[0], "demo-waits")
    _wish(LATER, next((one for one in free if one.date() > free[0].date()), free[-1]), "demo-later")


def _wish(told, begins, nonce):
    number, name, about, email = told
    asking.ask(asking.Wish(normalised_phone(number), name, begins, nonce, about, email))
