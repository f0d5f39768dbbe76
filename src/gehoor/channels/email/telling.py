"""What an import of mail came to, for the screen."""


def told(totals, out) -> None:
    """Write the totals of an `importing.Import` to `out`."""
    out.write(f"{totals.new} new, {totals.known} known already, {totals.unreadable} not readable.")
    if totals.waiting:
        out.write(f"{totals.waiting} more are kept and being read by the worker.")
    if totals.unreadable:
        out.write("What is not readable is kept and shown on the desk under mail that cannot be read.")
