internal import GRDB
internal import Knowledge
internal import Spaces

/// The canaries of each space, with what is known of the set.
struct CanaryTable {
    let db: Database

    /// nil: the space has none.
    func set(of space: SpaceID) throws -> CanarySet? {
        let known = try db.first(
            "SELECT jitter, at_ms FROM canary_sets WHERE space = ?",
            space
        ) { (jitter: $0.double(0), atUnixMs: $0.integer(1)) }
        guard let known else { return nil }
        let canaries = try db.all(
            "SELECT text, vector FROM canaries WHERE space = ? ORDER BY position",
            space
        ) { CanarySet.Canary(text: try $0.text(0), values: $0.floats(1)) }
        return CanarySet(canaries: canaries, jitter: known.jitter, atUnixMs: known.atUnixMs)
    }

    /// The space must have none.
    func insert(_ set: CanarySet, of space: SpaceID) throws {
        try db.run(
            "INSERT INTO canary_sets (space, jitter, at_ms) VALUES (?, ?, ?)",
            space,
            set.jitter,
            set.atUnixMs
        )
        for (position, canary) in set.canaries.enumerated() {
            try db.run(
                "INSERT INTO canaries (space, position, text, vector) VALUES (?, ?, ?, ?)",
                space,
                position,
                canary.text,
                FloatBlob(values: canary.values)
            )
        }
    }

    func delete(of space: SpaceID) throws {
        try db.run("DELETE FROM canaries WHERE space = ?", space)
        try db.run("DELETE FROM canary_sets WHERE space = ?", space)
    }
}
