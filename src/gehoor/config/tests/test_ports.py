"""What the welcome says is open is open by then."""

import threading

from gehoor.config.serve import ports
from gehoor.config.tests.test_start_the_house import free_port


def test_it_waits_until_somebody_listens():
    port = free_port()
    waits = threading.Thread(target=ports.wait_for, args=("127.0.0.1", port, 60), daemon=True)
    waits.start()
    assert waits.is_alive()
    with ports.listen("127.0.0.1", port, "GEHOOR_SMTP_PORT"):
        waits.join(30)
        assert not waits.is_alive()


def test_it_waits_no_longer_than_said():
    ports.wait_for("127.0.0.1", free_port(), 0.2)
