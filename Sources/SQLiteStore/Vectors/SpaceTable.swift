internal import GRDB
internal import Knowledge
internal import Spaces

/// The spaces that were ever built.
///
/// A row stays when its vectors are pruned: older profiles name it.
struct SpaceTable {
    let db: Database

    static let columns =
        "spaces.id, spaces.provider, spaces.model, spaces.model_digest, spaces.dimensions, "
        + "spaces.metric, spaces.document_prefix, spaces.query_prefix, spaces.normalisation"
    static let columnCount: Int32 = 9

    /// The space of that identity, with a table for its vectors, both made if there are none.
    func make(_ identity: SpaceIdentity) throws -> Space {
        let known = try known(identity)
        let id = try known?.id ?? insert(identity)
        if known?.isKept != true {
            try db.run("UPDATE spaces SET state = 'kept' WHERE id = ?", id)
            try VectorTable(space: id).create(dimensions: identity.dimensions, in: db)
        }
        return Space(id: id, identity: identity)
    }

    func known(_ identity: SpaceIdentity) throws -> (id: SpaceID, isKept: Bool)? {
        try db.first(
            """
            SELECT id, state FROM spaces
            WHERE provider = ? AND model = ? AND model_digest = ? AND dimensions = ?
                AND metric = ? AND document_prefix = ? AND query_prefix = ? AND normalisation = ?
            """,
            identity.provider,
            identity.model,
            identity.modelDigest,
            identity.dimensions,
            identity.metric.rawValue,
            identity.documentPrefix,
            identity.queryPrefix,
            identity.normalisation.rawValue
        ) { (id: SpaceID(rawValue: $0.integer(0)), isKept: try $0.text(1) == "kept") }
    }

    func dimensions(of space: SpaceID) throws -> Int {
        try db.first("SELECT dimensions FROM spaces WHERE id = ?", space) { $0.int(0) } ?? 0
    }

    private func insert(_ identity: SpaceIdentity) throws -> SpaceID {
        try db.run(
            """
            INSERT INTO spaces (
                state, provider, model, model_digest, dimensions,
                metric, document_prefix, query_prefix, normalisation
            ) VALUES ('pruned', ?, ?, ?, ?, ?, ?, ?, ?)
            """,
            identity.provider,
            identity.model,
            identity.modelDigest,
            identity.dimensions,
            identity.metric.rawValue,
            identity.documentPrefix,
            identity.queryPrefix,
            identity.normalisation.rawValue
        )
        return SpaceID(rawValue: db.lastInsertedRowID)
    }
}

extension Space {
    /// Reads `SpaceTable.columns`, the first of which is at `column`.
    init(row: Row, from column: Int32) throws {
        guard let metric = SpaceIdentity.Metric(rawValue: try row.text(column + 5)),
            let normalisation = SpaceIdentity.Normalisation(rawValue: try row.text(column + 8))
        else {
            throw StoreError(.damaged, "A stored space cannot be read; restore a backup.")
        }
        self.init(
            id: SpaceID(rawValue: row.integer(column)),
            identity: SpaceIdentity(
                provider: try row.text(column + 1),
                model: try row.text(column + 2),
                modelDigest: try row.text(column + 3),
                dimensions: row.int(column + 4),
                metric: metric,
                documentPrefix: try row.text(column + 6),
                queryPrefix: try row.text(column + 7),
                normalisation: normalisation
            )
        )
    }
}
