"""A published article has at least one message, one cause and one fix: held by the database, whoever writes to it.

Deferred to the commit, since an article and its parts are written one after the other.
"""

from django.db import migrations

CREATE = """
CREATE FUNCTION errors_check_published_article() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    subject bigint := CASE
        WHEN TG_TABLE_NAME = 'errors_article' THEN (to_jsonb(NEW) ->> 'id')::bigint
        ELSE (to_jsonb(OLD) ->> 'article_id')::bigint
    END;
    missing text;
BEGIN
    IF NOT EXISTS (SELECT FROM errors_article WHERE id = subject AND status = 'published') THEN
        RETURN NULL;
    END IF;
    SELECT part INTO missing FROM (VALUES
        ('message', EXISTS (SELECT FROM errors_message WHERE article_id = subject)),
        ('cause', EXISTS (SELECT FROM errors_cause WHERE article_id = subject)),
        ('fix', EXISTS (SELECT FROM errors_fix WHERE article_id = subject))
    ) AS parts (part, is_there) WHERE NOT is_there LIMIT 1;
    IF missing IS NOT NULL THEN
        RAISE EXCEPTION 'a published article needs at least one %', missing
            USING ERRCODE = 'check_violation', CONSTRAINT = 'published_article_has_its_parts';
    END IF;
    RETURN NULL;
END $$;

CREATE CONSTRAINT TRIGGER published_article_has_its_parts
    AFTER INSERT OR UPDATE OF status ON errors_article
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION errors_check_published_article();
CREATE CONSTRAINT TRIGGER published_article_keeps_a_message
    AFTER DELETE OR UPDATE OF article_id ON errors_message
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION errors_check_published_article();
CREATE CONSTRAINT TRIGGER published_article_keeps_a_cause
    AFTER DELETE OR UPDATE OF article_id ON errors_cause
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION errors_check_published_article();
CREATE CONSTRAINT TRIGGER published_article_keeps_a_fix
    AFTER DELETE OR UPDATE OF article_id ON errors_fix
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION errors_check_published_article();
"""

DROP = """
DROP TRIGGER published_article_has_its_parts ON errors_article;
DROP TRIGGER published_article_keeps_a_message ON errors_message;
DROP TRIGGER published_article_keeps_a_cause ON errors_cause;
DROP TRIGGER published_article_keeps_a_fix ON errors_fix;
DROP FUNCTION errors_check_published_article();
"""


class Migration(migrations.Migration):
    dependencies = [("errors", "0001_initial")]
    operations = [migrations.RunSQL(CREATE, DROP)]
