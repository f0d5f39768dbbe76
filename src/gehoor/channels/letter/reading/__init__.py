"""Reading scans and photos of paper: pages as pictures, QR codes, printed words. Needs no framework and no database.

Runs as a process of its own (`python -m gehoor.channels.letter.reading`), since what comes in may be made to crash or
to eat memory, and takes seconds a page.
"""
