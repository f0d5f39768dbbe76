"""Measurements that anyone can repeat: `bin/bench`."""
