"""format=flowed text joined to paragraphs (RFC 3676)."""

from __future__ import annotations


def unflow(text: str, delete_space: bool) -> str:
    """Joins soft-broken lines of equal quote depth; the signature line "-- " never flows."""
    out: list[str] = []
    held, held_depth = "", -1
    for line in text.split("\n"):
        content = line.lstrip(">")
        depth = len(line) - len(content)
        content = content.removeprefix(" ")
        if held_depth >= 0 and (depth != held_depth or content == "-- "):
            out.append(_quoted(held.rstrip(" "), held_depth))
            held, held_depth = "", -1
        if content.endswith(" ") and content != "-- ":
            held += content[:-1] if delete_space else content
            held_depth = depth
            continue
        out.append(_quoted(held + content, depth))
        held, held_depth = "", -1
    if held_depth >= 0:
        out.append(_quoted(held.rstrip(" "), held_depth))
    return "\n".join(out)


def _quoted(content: str, depth: int) -> str:
    return ">" * depth + " " + content if depth else content
