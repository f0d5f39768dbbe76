"""Jobs of calling back: one domain verb each."""

from procrastinate.contrib.django import app


@app.periodic(cron="* * * * * */20")  # six fields: seconds last
@app.task(name="bring_call_backs", queueing_lock="bring-call-backs")
def bring_call_backs(timestamp: int):
    """Put into the line who is to be called now, and take out whose promise ended."""
    from . import bringing

    bringing.let_go()
    bringing.end_turns()
    bringing.pick_up()
    bringing.bring_due()
