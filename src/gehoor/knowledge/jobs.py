"""Jobs of knowledge: one domain verb each."""

from procrastinate.contrib.django import app


@app.periodic(cron="23 3 * * *")
@app.task(name="forget_what_was_asked", queueing_lock="forget-what-was-asked")
def forget_what_was_asked(timestamp: int):
    """Let go of questions without answer and of counted reads that were kept long enough."""
    from . import asked

    asked.forget()


@app.periodic(cron="* * * * *")
@app.task(name="index_articles", queue="slow", queueing_lock="index-articles", lock="index-articles")
def index_articles(timestamp: int):
    """Make the vectors of what was written since the last time."""
    from .retrieval import indexing

    if indexing.is_wanted():
        indexing.bring_up_to_date()
