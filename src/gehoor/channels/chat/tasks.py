"""Jobs of this channel; procrastinate finds them by this name of the module."""

from procrastinate.contrib.django import app


@app.periodic(cron="* * * * * */30")  # six fields: seconds last
@app.task(name="send_missed_chat_messages", queueing_lock="send-missed-chat-messages")
def send_missed_chat_messages(timestamp: int):
    """Mail what people who left did not see."""
    from . import missed

    missed.send_missed()


@app.periodic(cron="* * * * * */20")
@app.task(name="set_aside_who_left_the_chat", queueing_lock="set-aside-who-left-the-chat")
def set_aside_who_left_the_chat(timestamp: int):
    """Who is gone so long that nobody should wait behind them."""
    from . import leaving

    leaving.set_aside()
