"""Jobs of the lines."""

from procrastinate.contrib.django import app


@app.periodic(cron="* * * * * */10")  # six fields: seconds last
@app.task(name="keep_lines_moving", queueing_lock="keep-lines-moving")
def keep_lines_moving(timestamp: int):
    """Take back what nobody reacted to, and what vanished employees had or may not see any more; give what waits."""
    from . import routing

    routing.return_unanswered()
    routing.return_of_vanished()
    routing.return_of_shut_out()
    routing.offer_waiting()
