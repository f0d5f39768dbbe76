"""Writing what we tell: articles, a second pair of eyes, and what comes back about them."""
