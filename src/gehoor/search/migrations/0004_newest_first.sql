-- When something was last said in it stands in the document too, so that of thousands that match the newest are known
-- without looking at all those conversations.

CREATE FUNCTION search_said_at(wanted bigint) RETURNS timestamptz LANGUAGE sql STABLE AS $$
    SELECT coalesce(
        (SELECT max(contact.at) FROM conversations_contact contact WHERE contact.conversation_id = wanted),
        (SELECT last_contact_at FROM conversations_conversation WHERE id = wanted)
    )
$$;

CREATE OR REPLACE FUNCTION search_rebuild(wanted bigint) RETURNS void LANGUAGE sql AS $$
    UPDATE search_document SET words = coalesce(search_words_of(wanted), ''), said_at = search_said_at(wanted)
    WHERE conversation_id = wanted
$$;

CREATE OR REPLACE FUNCTION search_message_written() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE search_document
    SET words = search_joined(words, search_vector_of(NEW.subject || ' . ' || left(NEW.text, 100000), 'D')),
        said_at = greatest(said_at, (SELECT contact.at FROM conversations_contact contact WHERE contact.id = NEW.contact_id))
    WHERE conversation_id = NEW.conversation_id;
    IF NOT FOUND THEN
        INSERT INTO search_document (conversation_id, words, said_at)
        VALUES (NEW.conversation_id, search_words_of(NEW.conversation_id), search_said_at(NEW.conversation_id))
        ON CONFLICT (conversation_id) DO UPDATE SET words = search_words_of(NEW.conversation_id);
    END IF;
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION search_message_changed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM search_rebuild(OLD.conversation_id);
    IF TG_OP = 'UPDATE' AND NEW.conversation_id <> OLD.conversation_id THEN
        INSERT INTO search_document (conversation_id, words, said_at)
        VALUES (NEW.conversation_id, search_words_of(NEW.conversation_id), search_said_at(NEW.conversation_id))
        ON CONFLICT (conversation_id) DO UPDATE
        SET words = search_words_of(NEW.conversation_id), said_at = search_said_at(NEW.conversation_id);
    END IF;
    RETURN NULL;
END $$;

-- By the index of words and never by reading everything: PostgreSQL takes words that it has no figures of for usual ones.
CREATE OR REPLACE FUNCTION search_matching(wanted tsquery) RETURNS bigint[] LANGUAGE sql STABLE SET enable_seqscan = off AS $$
    SELECT coalesce(array_agg(conversation_id ORDER BY said_at DESC, conversation_id DESC), '{}')
    FROM search_document WHERE words @@ wanted
$$;

DROP INDEX document_words;
UPDATE search_document SET said_at = conversation.last_contact_at
FROM conversations_conversation conversation WHERE conversation.id = search_document.conversation_id;
CREATE INDEX document_words ON search_document USING gin (words) WITH (gin_pending_list_limit = 512);
