"""Asking to be called without an account: when, which number, agreed; and the page of one request."""
