import django.contrib.postgres.fields
from django.db import migrations, models

# Of a feature that more than 2400 entries hold, no paste may read the list: it stays null.
POST = """
UPDATE errors_feature known SET postings = held.postings
FROM (
    SELECT feature, array_agg(entry.id * 256 + least(cardinality(features), 255)) AS postings
    FROM errors_indexentry entry, unnest(features) AS feature
    WHERE kind <> 'bag' GROUP BY feature HAVING count(*) <= 2400
) AS held
WHERE known.id = held.feature;
UPDATE errors_feature SET postings = '{}' WHERE postings IS NULL AND entries = 0;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('errors', '0013_overlaps_asked_for_later'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='indexentry',
            name='index_entry_features',
        ),
        migrations.AddField(
            model_name='feature',
            name='postings',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), null=True, size=None),
        ),
        migrations.RunSQL(POST, migrations.RunSQL.noop),
    ]
