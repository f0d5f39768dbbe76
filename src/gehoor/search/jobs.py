"""Jobs of search: one domain verb each."""

from procrastinate.contrib.django import app


@app.periodic(cron="* * * * *")
@app.task(name="learn_words", queueing_lock="learn-words")
def learn_words(timestamp: int):
    """Learn the words that were said since the last time."""
    from . import words

    while words.learn():
        pass
