/// Step 1: all that the first release stores.
///
/// Architecture Invariant: no table, column or flag says which profile is active. It is the
/// finished row of `profiles` with the highest epoch.
extension SchemaStep {
    static let first = SchemaStep(
        number: 1,
        sql: [store, items, spaces, profiles, migrations, answers].joined(separator: "\n"),
        tables: [
            "store", "openings", "items", "item_metadata", "item_words", "spaces", "profiles",
            "migrations", "migration_changes", "answers",
        ]
    )

    /// `store` is one row.
    ///
    /// `openings` names each opening and the newest revision then, so that derived data can be told
    /// from another history's.
    private static let store = """
        CREATE TABLE store (
            id INTEGER PRIMARY KEY CHECK (id = 1),
            revision INTEGER NOT NULL CHECK (revision >= 0)
        ) STRICT;
        INSERT INTO store (id, revision) VALUES (1, 0);
        CREATE TRIGGER store_revision_rises BEFORE UPDATE ON store
        WHEN new.revision < old.revision
        BEGIN SELECT RAISE(ABORT, 'the revision counter only rises'); END;
        CREATE TRIGGER store_stays BEFORE DELETE ON store
        BEGIN SELECT RAISE(ABORT, 'the revision counter stays'); END;

        CREATE TABLE openings (
            number INTEGER PRIMARY KEY AUTOINCREMENT,
            generation INTEGER NOT NULL UNIQUE,
            revision INTEGER NOT NULL
        ) STRICT;
        """

    private static let items = """
        CREATE TABLE items (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            collection TEXT NOT NULL,
            key TEXT NOT NULL,
            revision INTEGER NOT NULL CHECK (revision > 0),
            created_ms INTEGER NOT NULL,
            updated_ms INTEGER NOT NULL,
            metadata BLOB NOT NULL,
            text TEXT NOT NULL
        ) STRICT;
        CREATE UNIQUE INDEX items_key ON items (collection, key);
        CREATE UNIQUE INDEX items_revision ON items (revision);
        CREATE INDEX items_collection ON items (collection);

        CREATE TABLE item_metadata (
            name TEXT NOT NULL,
            value TEXT NOT NULL,
            item INTEGER NOT NULL,
            PRIMARY KEY (name, value, item)
        ) STRICT, WITHOUT ROWID;

        CREATE VIRTUAL TABLE item_words USING fts5 (
            text,
            content = 'items',
            content_rowid = 'id',
            tokenize = 'porter unicode61 remove_diacritics 2'
        );
        """

    /// A kept space has a table `vectors_<id>`; a pruned one has none until it is built again.
    private static let spaces = """
        CREATE TABLE spaces (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            state TEXT NOT NULL CHECK (state IN ('kept', 'pruned')),
            provider TEXT NOT NULL,
            model TEXT NOT NULL,
            model_digest TEXT NOT NULL,
            dimensions INTEGER NOT NULL CHECK (dimensions > 0),
            metric TEXT NOT NULL CHECK (metric IN ('cosine')),
            document_prefix TEXT NOT NULL,
            query_prefix TEXT NOT NULL,
            normalisation TEXT NOT NULL CHECK (normalisation IN ('l2')),
            UNIQUE (
                provider, model, model_digest, dimensions, metric,
                document_prefix, query_prefix, normalisation
            )
        ) STRICT;
        """

    /// Append-only: a row's outcome is set once, and nothing else of it ever changes.
    private static let profiles = """
        CREATE TABLE profiles (
            epoch INTEGER PRIMARY KEY AUTOINCREMENT,
            space INTEGER NOT NULL REFERENCES spaces (id),
            started_ms INTEGER NOT NULL,
            outcome TEXT CHECK (outcome IN ('finished', 'cancelled', 'failed')),
            ended_ms INTEGER,
            CHECK ((outcome IS NULL) = (ended_ms IS NULL))
        ) STRICT;
        CREATE UNIQUE INDEX profiles_one_building ON profiles ((outcome IS NULL))
        WHERE outcome IS NULL;
        CREATE TRIGGER profiles_only_end BEFORE UPDATE ON profiles
        WHEN old.outcome IS NOT NULL OR new.outcome IS NULL OR new.epoch IS NOT old.epoch
            OR new.space IS NOT old.space OR new.started_ms IS NOT old.started_ms
        BEGIN SELECT RAISE(ABORT, 'a profile only ends, once'); END;
        CREATE TRIGGER profiles_stay BEFORE DELETE ON profiles
        BEGIN SELECT RAISE(ABORT, 'the profile log is append-only'); END;
        """

    /// A migration's phase is its newest change's, *planned* before the first.
    private static let migrations = """
        CREATE TABLE migrations (
            epoch INTEGER PRIMARY KEY REFERENCES profiles (epoch),
            items_per_second_max REAL,
            batch_items INTEGER NOT NULL,
            concurrency INTEGER NOT NULL,
            flip_us INTEGER,
            longest_hold_us INTEGER
        ) STRICT;

        CREATE TABLE migration_changes (
            epoch INTEGER NOT NULL REFERENCES migrations (epoch),
            sequence INTEGER NOT NULL CHECK (sequence > 0),
            old_phase TEXT NOT NULL CHECK (old_phase IN (
                'planned', 'backfilling', 'indexing', 'handingOver', 'paused'
            )),
            new_phase TEXT NOT NULL CHECK (new_phase IN (
                'planned', 'backfilling', 'indexing', 'handingOver', 'paused',
                'finished', 'cancelled', 'failed'
            )),
            reason TEXT NOT NULL,
            at_ms INTEGER NOT NULL,
            PRIMARY KEY (epoch, sequence)
        ) STRICT, WITHOUT ROWID;
        CREATE TRIGGER migration_changes_stay BEFORE UPDATE ON migration_changes
        BEGIN SELECT RAISE(ABORT, 'a phase change stays as it was'); END;
        CREATE TRIGGER migration_changes_are_kept BEFORE DELETE ON migration_changes
        BEGIN SELECT RAISE(ABORT, 'a phase change stays'); END;
        """

    private static let answers = """
        CREATE TABLE answers (
            id INTEGER PRIMARY KEY,
            key TEXT NOT NULL UNIQUE,
            fingerprint BLOB NOT NULL CHECK (length(fingerprint) = 16),
            at_ms INTEGER NOT NULL,
            answer BLOB NOT NULL
        ) STRICT;
        CREATE INDEX answers_at ON answers (at_ms);
        """
}
