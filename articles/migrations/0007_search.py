"""What a search looks through, kept by the database itself: a row for each article, passage, party and sticking point."""

import django.contrib.postgres.indexes
import django.contrib.postgres.search
import django.db.models.deletion
from django.contrib.postgres.operations import TrigramExtension
from django.db import migrations, models

# Its weights are A to D. A text whose words do not all fit into a tsvector (1 MB) is found by its first part.
WORDS = """
CREATE FUNCTION articles_words(a text, b text, c text, d text) RETURNS tsvector LANGUAGE plpgsql IMMUTABLE AS $$
DECLARE
    head tsvector := setweight(to_tsvector('english', left(coalesce(a, ''), 2000)), 'A')
        || setweight(to_tsvector('english', left(coalesce(b, ''), 20000)), 'B')
        || setweight(to_tsvector('english', left(coalesce(c, ''), 20000)), 'C');
BEGIN
    RETURN head || to_tsvector('english', coalesce(d, ''));
EXCEPTION WHEN program_limit_exceeded THEN
    RETURN head || to_tsvector('english', left(d, 130000));
END $$;
"""

ARTICLES = """
CREATE FUNCTION articles_index_articles(keys bigint[]) RETURNS void LANGUAGE sql AS $$
    INSERT INTO articles_searchable (kind, negotiation_id, article_id, outlet, names, day, recorded_at, words)
    SELECT 'article', negotiation_id, id, outlet, outlet, published, uploaded_at,
           articles_words(title, '', outlet, text)
    FROM articles_article WHERE id = ANY (keys)
    ON CONFLICT (article_id) WHERE kind = 'article' DO UPDATE SET
        outlet = EXCLUDED.outlet, names = EXCLUDED.names, day = EXCLUDED.day, words = EXCLUDED.words;
$$;
"""

# A passage is shown while both it and what it proves are on record, from the later of their days on.
CITATIONS = """
CREATE FUNCTION articles_index_citations(keys bigint[]) RETURNS void LANGUAGE sql AS $$
    INSERT INTO articles_searchable (kind, negotiation_id, citation_id, article_id, position_id, figure_id, party_id,
        issue_id, outlet, names, day, recorded_at, closed_at, words)
    SELECT CASE WHEN p.id IS NULL THEN 'figure' ELSE 'position' END, a.negotiation_id, c.id, a.id, p.id, f.id, party.id,
           issue.id, a.outlet, coalesce(p.speaker, ''), greatest(c.said_on, p.said_on, f.said_on),
           greatest(c.recorded_at, p.recorded_at, f.recorded_at), least(c.closed_at, p.closed_at, f.closed_at),
           articles_words('', substr(a.text, c.start + 1, c."end" - c.start),
               concat_ws(E'\n', p.speaker, party.name, issue.name, p.stance, side.label, f.unit, trim_scale(f.value)), '')
    FROM articles_citation c
    JOIN articles_article a ON a.id = c.article_id
    LEFT JOIN negotiations_position p ON p.id = c.position_id
    LEFT JOIN negotiations_figure f ON f.id = c.figure_id
    LEFT JOIN negotiations_party party ON party.id = coalesce(p.party_id, f.counted_by_id)
    LEFT JOIN negotiations_issue issue ON issue.id = coalesce(p.issue_id, f.issue_id)
    LEFT JOIN negotiations_scalepoint side ON side.id = p.side_id
    WHERE c.id = ANY (keys)
    ON CONFLICT (citation_id) DO UPDATE SET
        outlet = EXCLUDED.outlet, closed_at = EXCLUDED.closed_at, words = EXCLUDED.words;
$$;
"""

PARTIES = """
CREATE FUNCTION articles_index_parties(keys bigint[]) RETURNS void LANGUAGE sql AS $$
    INSERT INTO articles_searchable (kind, negotiation_id, party_id, outlet, names, closed_at, words)
    SELECT 'party', party.negotiation_id, party.id, '', concat_ws(E'\n', party.name, other.names), party.merged_at,
           articles_words(party.name, other.names, party.role, '')
    FROM negotiations_party party
    LEFT JOIN LATERAL (
        SELECT string_agg(concat_ws(' ', nullif(title, ''), text), E'\n' ORDER BY "order", id) AS names
        FROM negotiations_partyname WHERE party_id = party.id
    ) other ON true
    WHERE party.id = ANY (keys)
    ON CONFLICT (party_id) WHERE kind = 'party' DO UPDATE SET
        names = EXCLUDED.names, closed_at = EXCLUDED.closed_at, words = EXCLUDED.words;
$$;
"""

ISSUES = """
CREATE FUNCTION articles_index_issues(keys bigint[]) RETURNS void LANGUAGE sql AS $$
    INSERT INTO articles_searchable (kind, negotiation_id, issue_id, outlet, names, closed_at, words)
    SELECT 'issue', issue.negotiation_id, issue.id, '', concat_ws(E'\n', issue.name, array_to_string(issue.terms, E'\n')),
           issue.merged_at, articles_words(issue.name, array_to_string(issue.terms, E'\n'), issue.question,
               concat_ws(E'\n', issue.unit, point.labels))
    FROM negotiations_issue issue
    LEFT JOIN LATERAL (
        SELECT string_agg(label, E'\n' ORDER BY value) AS labels
        FROM negotiations_scalepoint WHERE issue_id = issue.id AND merged_at IS NULL
    ) point ON true
    WHERE issue.id = ANY (keys)
    ON CONFLICT (issue_id) WHERE kind = 'issue' DO UPDATE SET
        names = EXCLUDED.names, closed_at = EXCLUDED.closed_at, words = EXCLUDED.words;
$$;
"""

CITATIONS_OF = """ARRAY(SELECT c.id FROM articles_citation c
    LEFT JOIN negotiations_position p ON p.id = c.position_id LEFT JOIN negotiations_figure f ON f.id = c.figure_id
    WHERE {})"""

# name, table, when, under which condition, what is done
TRIGGERS = [
    ("article", "articles_article", "INSERT", "", "articles_index_articles(ARRAY[NEW.id])"),
    (
        "article_changed",
        "articles_article",
        "UPDATE",
        "ROW(OLD.title, OLD.outlet, OLD.published) IS DISTINCT FROM ROW(NEW.title, NEW.outlet, NEW.published)",
        "articles_index_articles(ARRAY[NEW.id]), articles_index_citations("
        "ARRAY(SELECT id FROM articles_citation WHERE article_id = NEW.id))",
    ),
    ("citation", "articles_citation", "INSERT OR UPDATE", "", "articles_index_citations(ARRAY[NEW.id])"),
    *(
        (
            f"{entry}_closed",
            f"negotiations_{entry}",
            "UPDATE",
            "OLD.closed_at IS DISTINCT FROM NEW.closed_at",
            f"articles_index_citations({CITATIONS_OF.format(f'NEW.id = c.{entry}_id')})",
        )
        for entry in ("position", "figure")
    ),
    ("party", "negotiations_party", "INSERT", "", "articles_index_parties(ARRAY[NEW.id])"),
    (
        "party_changed",
        "negotiations_party",
        "UPDATE",
        "ROW(OLD.name, OLD.role, OLD.merged_at) IS DISTINCT FROM ROW(NEW.name, NEW.role, NEW.merged_at)",
        "articles_index_parties(ARRAY[NEW.id])",
    ),
    (
        "party_renamed",
        "negotiations_party",
        "UPDATE",
        "OLD.name IS DISTINCT FROM NEW.name",
        f"articles_index_citations({CITATIONS_OF.format('NEW.id IN (p.party_id, f.counted_by_id)')})",
    ),
    ("name", "negotiations_partyname", "INSERT OR UPDATE", "", "articles_index_parties(ARRAY[NEW.party_id])"),
    ("issue", "negotiations_issue", "INSERT", "", "articles_index_issues(ARRAY[NEW.id])"),
    (
        "issue_changed",
        "negotiations_issue",
        "UPDATE",
        "ROW(OLD.name, OLD.terms, OLD.question, OLD.unit, OLD.merged_at) "
        "IS DISTINCT FROM ROW(NEW.name, NEW.terms, NEW.question, NEW.unit, NEW.merged_at)",
        "articles_index_issues(ARRAY[NEW.id])",
    ),
    (
        "issue_renamed",
        "negotiations_issue",
        "UPDATE",
        "OLD.name IS DISTINCT FROM NEW.name",
        f"articles_index_citations({CITATIONS_OF.format('NEW.id IN (p.issue_id, f.issue_id)')})",
    ),
    ("point", "negotiations_scalepoint", "INSERT OR UPDATE", "", "articles_index_issues(ARRAY[NEW.issue_id])"),
    (
        "point_renamed",
        "negotiations_scalepoint",
        "UPDATE",
        "OLD.label IS DISTINCT FROM NEW.label",
        f"articles_index_citations({CITATIONS_OF.format('p.side_id = NEW.id')})",
    ),
    # Where the whole party or sticking point goes, its row has gone already: then nothing is written.
    (
        "name_gone",
        "negotiations_partyname",
        "DELETE",
        "",
        "articles_index_parties(ARRAY(SELECT party_id FROM articles_searchable "
        "WHERE kind = 'party' AND party_id = OLD.party_id))",
    ),
    (
        "point_gone",
        "negotiations_scalepoint",
        "DELETE",
        "",
        "articles_index_issues(ARRAY(SELECT issue_id FROM articles_searchable "
        "WHERE kind = 'issue' AND issue_id = OLD.issue_id))",
    ),
]


def function(made: str, name: str, arguments: str) -> migrations.RunSQL:
    """A function of the database."""
    return migrations.RunSQL(made, f"DROP FUNCTION {name}({arguments})")


def trigger(name: str, table: str, when: str, condition: str, act: str) -> migrations.RunSQL:
    """A trigger that keeps the rows as their sources are."""
    calls = f"PERFORM {act};"
    return migrations.RunSQL(
        f"CREATE FUNCTION articles_search_{name}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN {calls} RETURN NULL; END $$;"
        f"CREATE TRIGGER search_{name} AFTER {when} ON {table} FOR EACH ROW "
        f"{f'WHEN ({condition}) ' if condition else ''}EXECUTE FUNCTION articles_search_{name}();",
        f"DROP TRIGGER search_{name} ON {table}; DROP FUNCTION articles_search_{name}();",
    )


class Migration(migrations.Migration):
    """Quick: tables are held for a moment only. What is there already is filled in by the next migration."""

    dependencies = [("articles", "0006_dismissal"), ("negotiations", "0006_visits")]
    operations = [
        TrigramExtension(),
        migrations.CreateModel(
            name="Searchable",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("party", "Parties"),
                            ("issue", "Sticking points"),
                            ("position", "Positions"),
                            ("figure", "Figures"),
                            ("article", "Articles"),
                        ],
                        max_length=8,
                    ),
                ),
                ("outlet", models.CharField(blank=True, default="", max_length=120)),
                ("day", models.DateField(null=True)),
                ("recorded_at", models.DateTimeField(null=True)),
                ("closed_at", models.DateTimeField(null=True)),
                ("names", models.TextField(blank=True, default="")),
                ("words", django.contrib.postgres.search.SearchVectorField()),
                (
                    "article",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="articles.article"
                    ),
                ),
                (
                    "citation",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="articles.citation"
                    ),
                ),
                (
                    "figure",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="negotiations.figure",
                    ),
                ),
                (
                    "issue",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="negotiations.issue",
                    ),
                ),
                (
                    "negotiation",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="searchables",
                        to="negotiations.negotiation",
                    ),
                ),
                (
                    "party",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="negotiations.party",
                    ),
                ),
                (
                    "position",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="negotiations.position",
                    ),
                ),
            ],
            options={
                "indexes": [
                    django.contrib.postgres.indexes.GinIndex(fields=["words"], name="searchable_words"),
                    django.contrib.postgres.indexes.GinIndex(
                        condition=models.Q(("names", ""), _negated=True),
                        fields=["names"],
                        name="searchable_names",
                        opclasses=["gin_trgm_ops"],
                    ),
                    models.Index(fields=["negotiation", "-day"], name="searchable_of_negotiation"),
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("citation",), name="searchable_passage_once"),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "article")), fields=("article",), name="searchable_article_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "party")), fields=("party",), name="searchable_party_once"
                    ),
                    models.UniqueConstraint(
                        condition=models.Q(("kind", "issue")), fields=("issue",), name="searchable_issue_once"
                    ),
                ],
            },
        ),
        function(WORDS, "articles_words", "text, text, text, text"),
        function(ARTICLES, "articles_index_articles", "bigint[]"),
        function(CITATIONS, "articles_index_citations", "bigint[]"),
        function(PARTIES, "articles_index_parties", "bigint[]"),
        function(ISSUES, "articles_index_issues", "bigint[]"),
        *(trigger(*each) for each in TRIGGERS),
    ]
