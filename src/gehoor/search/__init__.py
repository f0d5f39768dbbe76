"""Search over every conversation an employee may see, and the views they keep of it."""
