"""Jobs of the administration: one domain verb each."""

from procrastinate.contrib.django import app

from gehoor.postroom.jobs import SLOW


@app.periodic(cron="7 7 * * 1-5")
@app.task(name="remind_editors", queueing_lock="remind-editors")
def remind_editors(timestamp: int):
    """Tell owners of articles what needs them: to look at again, ending, links, remarks."""
    from .knowledge import telling

    telling.remind()


@app.periodic(cron="*/10 * * * *")
@app.task(name="check_links", queueing_lock="check-links", queue=SLOW)
def check_links(timestamp: int):
    """See whether the pages that articles lead to are there."""
    from gehoor.knowledge.links import checking

    checking.check_due()
