"""Jobs of the assistant: one domain verb each."""

from procrastinate.contrib.django import app


@app.periodic(cron="23 3 * * *")
@app.task(name="forget_old_talks", queueing_lock="forget-old-talks")
def forget_old_talks(timestamp: int):
    """Erase talks in which no human came in, once they are old enough."""
    from . import erasing

    erasing.note_left()
    erasing.forget_old()
