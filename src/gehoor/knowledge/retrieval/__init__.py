"""Finding articles for a question in Dutch: by words (stems, compounds, typing errors, everyday words) and by meaning."""
