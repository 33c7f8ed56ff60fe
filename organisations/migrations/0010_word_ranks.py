"""How well a record holds a word that was typed alone: the levels of organisations.search.ranking, for one word."""

from django.db import migrations

# `held` is a search text: |name|name|/|code|place|/|objectives|. No key of a word holds a bar or a stroke.
RANK_FUNCTION = """
CREATE FUNCTION organisations_rank(held text, word text) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE
    WHEN starts_with(held, '|' || word || '|') THEN 0
    WHEN strpos(held, '|' || word || '|') > 0 THEN 1
    WHEN strpos(split_part(held, '/', 1), word || '|') > 0 THEN 2
    WHEN starts_with(held, '|' || word) THEN 3
    WHEN strpos(split_part(held, '/', 1), word) > 0 THEN 4
    WHEN strpos(split_part(held, '/', 2), word) > 0 THEN 5
    ELSE 6
END;
"""


class Migration(migrations.Migration):
    dependencies = [("organisations", "0009_common_words")]

    operations = [migrations.RunSQL(RANK_FUNCTION, "DROP FUNCTION organisations_rank(text, text)")]
