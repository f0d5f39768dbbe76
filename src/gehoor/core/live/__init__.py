"""Live screens: one LISTEN connection per web process tells the pages that look at something when it changed.

A page never gets data this way, only the word that there is something new; it then fetches what it shows once more. So
a lost word costs delay and never leads to a wrong screen, and permission is checked where it always is.
"""
