"""The statement of a search, and the part of it that finds rare words.

To fill in: {query}, a tsquery; {exact}, the same without relatives; {candidates}, ids of conversations that match and may
be seen. The order of FIND: how well the words fit (near each other; subject and names weigh most, then how it stands, then
names of files, then what was said), their relatives a tenth of that, halved for each year ago (in floating point: a
numeric power took as long as the ranking); a reference or a person that was typed comes first. OFFSET 0 keeps PostgreSQL
from looking for the place of a word more than once, and in older messages when it stands in a newer one.
"""

PLAIN, ACCENTED = "aeiouycn", ("aáàäâãå", "eéèëê", "iíìïî", "oóòöôõ", "uúùüû", "yý", "cç", "nñ")


def _however_accented(pattern) -> str:
    """SQL for the pattern that finds these plain letters with any accent. To take the accents out of texts costs ten times more."""
    for letter, letters in zip(PLAIN, ACCENTED, strict=True):
        pattern = f"replace({pattern}, '{letter}', '[{letters}]')"
    return pattern


AROUND = 90  # characters before what was found
LENGTH = 260

# {wanted}: one or two tsqueries; {visible}: ids of what may be seen, as `pk`. Documents come newest first, and no more of
# them are looked at than it takes.
RARE = """
SELECT visible.pk FROM unnest((SELECT search_matching({wanted}))) WITH ORDINALITY AS matching (id, place)
JOIN ({visible}) visible ON visible.pk = matching.id
ORDER BY matching.place LIMIT {most}
"""
FIND = f"""
WITH asked AS (
    SELECT {{query}} AS words, {{exact}} AS exact, coalesce((
        SELECT string_agg(CASE WHEN length(lexeme) < 4 THEN '\\m' ELSE '' END || lexeme, '|')
        FROM unnest(tsvector_to_array(to_tsvector('gehoor_dutch', %s))) lexeme
        WHERE lexeme ~ '^\\w+$'
    ), '') AS stems
), query AS MATERIALIZED (
    SELECT words, exact, stems, {_however_accented("stems")} AS accented FROM asked
), candidate (id) AS MATERIALIZED (
    {{candidates}}
), page AS (
    SELECT conversation.id, conversation.reference, conversation.subject, conversation.person_id,
        conversation.last_contact_at, NOT conversation.is_open AS is_closed, conversation.waiting_for,
        conversation.reference = %s AS by_reference, conversation.person_id = ANY(%s::bigint[]) AS by_person,
        query.stems AS pattern, query.accented,
        coalesce(
            CASE WHEN numnode(query.exact) > 1 THEN ts_rank_cd(document.words, query.exact, 1)
                 ELSE ts_rank(document.words, query.exact, 1) END + ts_rank(document.words, query.words, 1) / 10, 0)
            * power(0.5::float8, extract(epoch FROM now() - conversation.last_contact_at)::float8 / 31557600) AS fit,
        count(*) OVER () AS number
    FROM candidate
    JOIN conversations_conversation conversation ON conversation.id = candidate.id
    LEFT JOIN search_document document ON document.conversation_id = conversation.id
    CROSS JOIN query
    ORDER BY by_reference DESC, by_person DESC, fit DESC, conversation.last_contact_at DESC, conversation.id DESC
    LIMIT %s OFFSET %s
)
SELECT page.id, page.reference, page.subject, page.person_id, person.name, person.is_anonymous,
    page.last_contact_at, page.is_closed, page.waiting_for, page.by_reference, page.by_person, page.pattern,
    coalesce(said.extract, ''), coalesce(said.begins, true), coalesce(said.ends, true), coalesce(said.channel, ''),
    coalesce(file.name, ''), stands.facts, page.number
FROM page
JOIN people_person person ON person.id = page.person_id
JOIN LATERAL (
    SELECT jsonb_build_object('status_note', it.status_note, 'promised', it.promised, 'coming', it.coming, 'waiting_since', it.waiting_since,
        'team', team.name, 'first_name', employee.first_name, 'last_name', employee.last_name, 'username', employee.username,
        'closed_at', closure.at, 'solved', closure.solved) AS facts
    FROM conversations_conversation it LEFT JOIN staff_team team ON team.id = it.team_id
    LEFT JOIN staff_employee employee ON employee.id = it.assignee_id
    LEFT JOIN conversations_closure closure ON closure.conversation_id = it.id
    WHERE it.id = page.id
) stands ON true
LEFT JOIN LATERAL (
    SELECT found.extract, found.begins, found.ends, contact.channel
    FROM (
        SELECT substr(message.text, greatest(1, place.at - {AROUND}), {LENGTH}) AS extract, message.contact_id,
            place.at <= {AROUND} + 1 AS begins, length(message.text) < greatest(1, place.at - {AROUND}) + {LENGTH} AS ends
        FROM (SELECT * FROM conversations_message WHERE conversation_id = page.id ORDER BY id DESC OFFSET 0) message
        CROSS JOIN LATERAL (
            SELECT regexp_instr(lower(left(message.text, 20000)), page.accented) AS at OFFSET 0
        ) place
        WHERE page.pattern <> '' AND place.at > 0
        LIMIT 1
    ) found
    LEFT JOIN conversations_contact contact ON contact.id = found.contact_id
) said ON true
LEFT JOIN LATERAL (
    SELECT attachment.name FROM conversations_attachment attachment
    JOIN conversations_message message ON message.id = attachment.message_id
    WHERE message.conversation_id = page.id AND NOT attachment.inline
        AND page.pattern <> '' AND lower(regexp_replace(attachment.name, '[^[:alnum:]]+', ' ', 'g')) ~ page.accented
    ORDER BY attachment.id LIMIT 1
) file ON true
ORDER BY page.by_reference DESC, page.by_person DESC, page.fit DESC, page.last_contact_at DESC, page.id DESC
"""
