internal import GRDB
internal import Knowledge
internal import Migration
internal import Spaces

/// One page of one space's vectors on their way into another's table.
struct Adoption {
    let source: VectorTable
    let target: VectorTable

    /// - Throws: `failed` for spaces of different dimensions.
    init(source: VectorTable, target: VectorTable, in db: Database) throws {
        self.source = source
        self.target = target
        let spaces = SpaceTable(db: db)
        let there = try spaces.dimensions(of: source.space)
        let here = try spaces.dimensions(of: target.space)
        guard there == here else {
            throw StoreError(
                .failed,
                "Vectors of \(there) dimensions cannot be taken over into a space of \(here). Adopt "
                    + "from a space of the same dimensions."
            )
        }
    }

    struct Page {
        var vectors: [Vector] = []
        /// The last item that was looked at; nil: there was none.
        var through: ItemID?
        var hasMore = false
    }

    /// Those of the source's next `limit` vectors that the target does not have, current or not.
    func page(after: ItemID?, limit: Int, in db: Database) throws -> Page {
        let found = try source.vectors(after: after, limit: max(limit, 1) + 1, in: db)
        let looked = found.prefix(max(limit, 1))
        let missing = try looked.filter { try !target.hasVector(at: $0.revision, in: db) }
        return Page(
            vectors: missing,
            through: looked.last?.item,
            hasMore: found.count > looked.count
        )
    }
}
