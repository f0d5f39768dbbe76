"""Writing down a contact that an employee has by voice: the same for every channel with `noted_by_employee`."""
