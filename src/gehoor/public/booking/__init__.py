"""Making an appointment without an account: what about, where, when, who, check, booked."""
