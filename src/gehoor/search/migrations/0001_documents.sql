-- The document of a conversation: built when its first message is written, grown with each further one, built again
-- when something in it changes. A tsvector holds at most 1 MB; what would not fit is left out, never an error, because
-- a mail that cannot be searched must still come in.

CREATE FUNCTION search_vector_of(said text, weight "char") RETURNS tsvector LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    RETURN setweight(to_tsvector('gehoor_dutch', left(said, 100000)), weight);
EXCEPTION WHEN program_limit_exceeded THEN
    RETURN setweight(to_tsvector('gehoor_dutch', left(said, 20000)), weight);
END $$;

CREATE FUNCTION search_joined(one tsvector, other tsvector) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    RETURN one || other;
EXCEPTION WHEN program_limit_exceeded THEN
    RETURN one;
END $$;

-- Kaart_Lindelaan.pdf is found by kaart, by lindelaan and by pdf.
CREATE FUNCTION search_file_name(name text) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT regexp_replace(name, '[^[:alnum:]]+', ' ', 'g')
$$;

CREATE AGGREGATE search_all(tsvector) (SFUNC = search_joined, STYPE = tsvector, INITCOND = '');

CREATE FUNCTION search_words_of(wanted bigint) RETURNS tsvector LANGUAGE sql STABLE AS $$
    SELECT search_joined(
        search_vector_of(conversation.subject, 'A')
        || search_vector_of((
            SELECT string_agg(person.name, ' . ')
            FROM (
                SELECT conversation.person_id
                UNION SELECT contact.person_id FROM conversations_contact contact
                WHERE contact.conversation_id = wanted
            ) involved
            JOIN people_person person ON person.id = involved.person_id
        ), 'A')
        || search_vector_of(conversation.status_note, 'B')
        || coalesce((
            SELECT search_vector_of(closure.reason, 'B')
            FROM conversations_closure closure WHERE closure.conversation_id = wanted
        ), ''),
        search_joined(
            coalesce((
                SELECT search_vector_of(string_agg(search_file_name(attachment.name), ' . '), 'C')
                FROM conversations_attachment attachment
                JOIN conversations_message message ON message.id = attachment.message_id
                WHERE message.conversation_id = wanted AND NOT attachment.inline
            ), ''),
            coalesce((
                SELECT search_all(search_vector_of(message.subject || ' . ' || left(message.text, 100000), 'D')
                                  ORDER BY message.id)
                FROM conversations_message message WHERE message.conversation_id = wanted
            ), '')
        )
    )
    FROM conversations_conversation conversation WHERE conversation.id = wanted
$$;

CREATE FUNCTION search_rebuild(wanted bigint) RETURNS void LANGUAGE sql AS $$
    UPDATE search_document SET words = coalesce(search_words_of(wanted), '') WHERE conversation_id = wanted
$$;

CREATE FUNCTION search_message_written() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE search_document
    SET words = search_joined(words, search_vector_of(NEW.subject || ' . ' || left(NEW.text, 100000), 'D'))
    WHERE conversation_id = NEW.conversation_id;
    IF NOT FOUND THEN
        INSERT INTO search_document (conversation_id, words)
        VALUES (NEW.conversation_id, search_words_of(NEW.conversation_id))
        ON CONFLICT (conversation_id) DO UPDATE SET words = search_words_of(NEW.conversation_id);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER search_message_written AFTER INSERT ON conversations_message
    FOR EACH ROW EXECUTE FUNCTION search_message_written();

CREATE FUNCTION search_message_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM search_rebuild(OLD.conversation_id);
    IF TG_OP = 'UPDATE' AND NEW.conversation_id <> OLD.conversation_id THEN
        INSERT INTO search_document (conversation_id, words)
        VALUES (NEW.conversation_id, search_words_of(NEW.conversation_id))
        ON CONFLICT (conversation_id) DO UPDATE SET words = search_words_of(NEW.conversation_id);
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER search_message_changed AFTER UPDATE OF subject, text, conversation_id ON conversations_message
    FOR EACH ROW WHEN ((OLD.subject, OLD.text, OLD.conversation_id) IS DISTINCT FROM (NEW.subject, NEW.text, NEW.conversation_id))
    EXECUTE FUNCTION search_message_changed();
CREATE TRIGGER search_message_gone AFTER DELETE ON conversations_message
    FOR EACH ROW EXECUTE FUNCTION search_message_changed();

CREATE FUNCTION search_file_came() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE search_document SET words = search_joined(words, search_vector_of(search_file_name(NEW.name), 'C'))
    WHERE conversation_id = (SELECT message.conversation_id FROM conversations_message message WHERE message.id = NEW.message_id);
    RETURN NULL;
END $$;
CREATE TRIGGER search_file_came AFTER INSERT ON conversations_attachment
    FOR EACH ROW WHEN (NOT NEW.inline) EXECUTE FUNCTION search_file_came();

CREATE FUNCTION search_person_took_part() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE search_document SET words = search_joined(words, search_vector_of(person.name, 'A'))
    FROM people_person person, conversations_conversation conversation
    WHERE search_document.conversation_id = NEW.conversation_id AND person.id = NEW.person_id
        AND conversation.id = NEW.conversation_id AND conversation.person_id <> NEW.person_id;
    RETURN NULL;
END $$;
CREATE TRIGGER search_person_took_part AFTER INSERT ON conversations_contact
    FOR EACH ROW WHEN (NEW.person_id IS NOT NULL) EXECUTE FUNCTION search_person_took_part();

CREATE FUNCTION search_conversation_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM search_rebuild(NEW.id);
    RETURN NULL;
END $$;
CREATE TRIGGER search_conversation_changed AFTER UPDATE OF subject, status_note, person_id ON conversations_conversation
    FOR EACH ROW WHEN ((OLD.subject, OLD.status_note, OLD.person_id) IS DISTINCT FROM (NEW.subject, NEW.status_note, NEW.person_id))
    EXECUTE FUNCTION search_conversation_changed();

CREATE FUNCTION search_conversation_closed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM search_rebuild(NEW.conversation_id);
    RETURN NULL;
END $$;
CREATE TRIGGER search_conversation_closed AFTER INSERT ON conversations_closure
    FOR EACH ROW WHEN (NEW.reason <> '') EXECUTE FUNCTION search_conversation_closed();

CREATE FUNCTION search_person_renamed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM search_rebuild(conversation.id)
    FROM conversations_conversation conversation WHERE conversation.person_id = NEW.id
        OR conversation.id IN (SELECT contact.conversation_id FROM conversations_contact contact WHERE contact.person_id = NEW.id);
    RETURN NULL;
END $$;
CREATE TRIGGER search_person_renamed AFTER UPDATE OF name ON people_person
    FOR EACH ROW WHEN (OLD.name IS DISTINCT FROM NEW.name) EXECUTE FUNCTION search_person_renamed();

-- How often the planner should know words to be: common ones are found by walking back in time, rare ones by the index.
ALTER TABLE search_document ALTER COLUMN words SET STATISTICS 200;

INSERT INTO search_document (conversation_id, words)
SELECT conversation.id, search_words_of(conversation.id) FROM conversations_conversation conversation
WHERE EXISTS (SELECT 1 FROM conversations_message message WHERE message.conversation_id = conversation.id);
