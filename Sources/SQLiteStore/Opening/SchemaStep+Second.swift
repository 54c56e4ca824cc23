/// Step 2: quarantine, canaries, recorded queries, and what a migration's operator orders and pays.
extension SchemaStep {
    static let second = SchemaStep(
        number: 2,
        sql: [quarantine, canaries, recordedQueries, migrationsAndChanges, evaluations]
            .joined(separator: "\n"),
        tables: [
            "quarantine", "canary_sets", "canaries", "recorded_queries", "evaluations",
        ],
        vectorTableSQL: { name in
            """
            ALTER TABLE \(name) ADD COLUMN form TEXT NOT NULL DEFAULT 'whole'
            CHECK (form IN ('whole', 'truncated', 'split'));
            """
        }
    )

    /// Found by space and item, of all spaces by item, and counted and retried by state.
    private static let quarantine = """
        CREATE TABLE quarantine (
            space INTEGER NOT NULL REFERENCES spaces (id),
            item INTEGER NOT NULL REFERENCES items (id),
            revision INTEGER NOT NULL CHECK (revision > 0),
            state TEXT NOT NULL CHECK (state IN ('refused', 'retrying')),
            reason TEXT NOT NULL,
            refusals INTEGER NOT NULL CHECK (refusals > 0),
            at_ms INTEGER NOT NULL,
            PRIMARY KEY (space, item)
        ) STRICT, WITHOUT ROWID;
        CREATE INDEX quarantine_item ON quarantine (item);
        CREATE INDEX quarantine_state ON quarantine (space, state);
        """

    /// A space has one set, made once.
    private static let canaries = """
        CREATE TABLE canary_sets (
            space INTEGER PRIMARY KEY REFERENCES spaces (id),
            jitter REAL NOT NULL,
            at_ms INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE canaries (
            space INTEGER NOT NULL REFERENCES canary_sets (space),
            position INTEGER NOT NULL CHECK (position >= 0),
            text TEXT NOT NULL,
            vector BLOB NOT NULL CHECK (length(vector) % 4 = 0),
            PRIMARY KEY (space, position)
        ) STRICT, WITHOUT ROWID;
        """

    private static let recordedQueries = """
        CREATE TABLE recorded_queries (
            id INTEGER PRIMARY KEY,
            text TEXT NOT NULL UNIQUE,
            at_ms INTEGER NOT NULL
        ) STRICT;
        CREATE INDEX recorded_queries_at ON recorded_queries (at_ms);
        """

    /// Both tables are made anew: knobs become one text, so that a new knob needs no column, and a
    /// CHECK that is to allow more cannot be altered.
    ///
    /// The children are moved first, for they may not lose their parents; the renames turn their
    /// reference along (https://www.sqlite.org/lang_altertable.html). Of JSON only the braces are
    /// checked: SQLite 3.40 refuses `json_valid` in a schema that is not trusted.
    private static let migrationsAndChanges = """
        CREATE TABLE new_migrations (
            epoch INTEGER PRIMARY KEY REFERENCES profiles (epoch),
            settings TEXT NOT NULL CHECK (settings GLOB '{*}'),
            spent_micros INTEGER NOT NULL DEFAULT 0 CHECK (spent_micros >= 0),
            tokens INTEGER NOT NULL DEFAULT 0 CHECK (tokens >= 0),
            flip_us INTEGER,
            longest_hold_us INTEGER
        ) STRICT;
        INSERT INTO new_migrations (epoch, settings, flip_us, longest_hold_us)
        SELECT epoch,
            json_object(
                'itemsPerSecondMax', items_per_second_max,
                'batchItems', batch_items,
                'concurrency', concurrency
            ),
            flip_us, longest_hold_us
        FROM migrations;

        CREATE TABLE new_migration_changes (
            epoch INTEGER NOT NULL REFERENCES new_migrations (epoch),
            sequence INTEGER NOT NULL CHECK (sequence > 0),
            old_phase TEXT NOT NULL CHECK (old_phase IN (
                'planned', 'backfilling', 'indexing', 'evaluating', 'holding', 'handingOver',
                'paused'
            )),
            new_phase TEXT NOT NULL CHECK (new_phase IN (
                'planned', 'backfilling', 'indexing', 'evaluating', 'holding', 'handingOver',
                'paused', 'finished', 'cancelled', 'failed'
            )),
            reason TEXT NOT NULL,
            at_ms INTEGER NOT NULL,
            PRIMARY KEY (epoch, sequence)
        ) STRICT, WITHOUT ROWID;
        INSERT INTO new_migration_changes (epoch, sequence, old_phase, new_phase, reason, at_ms)
        SELECT epoch, sequence, old_phase, new_phase, reason, at_ms FROM migration_changes;

        DROP TABLE migration_changes;
        DROP TABLE migrations;
        ALTER TABLE new_migrations RENAME TO migrations;
        ALTER TABLE new_migration_changes RENAME TO migration_changes;

        CREATE TRIGGER migration_changes_stay BEFORE UPDATE ON migration_changes
        BEGIN SELECT RAISE(ABORT, 'a phase change stays as it was'); END;
        CREATE TRIGGER migration_changes_are_kept BEFORE DELETE ON migration_changes
        BEGIN SELECT RAISE(ABORT, 'a phase change stays'); END;
        """

    /// The newest of each migration.
    private static let evaluations = """
        CREATE TABLE evaluations (
            epoch INTEGER PRIMARY KEY REFERENCES migrations (epoch),
            at_ms INTEGER NOT NULL,
            report TEXT NOT NULL CHECK (report GLOB '{*}')
        ) STRICT;
        """
}
