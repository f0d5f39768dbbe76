"""Pages of forms: `public` for who fills one in, `editing` for who makes one, `asked` for its questions."""
