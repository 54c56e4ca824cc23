internal import Knowledge
internal import Memory
internal import Messages
internal import RPC
internal import Spaces

/// One Export: a header, then page by page what passes the filter.
///
/// What its reader does not take in is not read from the store either.
struct Exporting: Sendable {
    /// Items that are read at once, at most.
    static let pageItems = 64

    let memory: LiveMemory
    let spaces: KnownSpaces
    let writer: StreamWriter<MoultV1.ExportResponse>

    func run(_ request: MoultV1.ExportRequest) async throws {
        let filter = try request.filter?.read(named: "filter") ?? .everything
        let target = request.vectorsOf
        let space = target.isEmpty ? nil : try await spaces.space(named: target)
        try await writer.send(
            MoultV1.ExportResponse(part: .header(try await header(filter, space)))
        )
        var after: ItemID?
        repeat {
            let page = try await memory.exportPage(
                filter,
                vectorsOf: space?.id,
                after: after,
                limit: Self.pageItems
            )
            let forms = try await memory.embeddedForms(of: page.items.map(\.item))
            for exported in page.items {
                let item = wire(exported, forms[exported.item.id])
                try await writer.send(MoultV1.ExportResponse(part: .item(item)))
            }
            after = page.next
        } while after != nil
    }

    private func header(
        _ filter: ItemFilter,
        _ space: Space?
    ) async throws -> MoultV1.ExportHeader {
        var header = MoultV1.ExportHeader(items: Int64(try await memory.count(filter)))
        if let space {
            header.space = space.identity.wire
            header.canaries = try await spaces.canaries(of: space)?.wire ?? []
        }
        return header
    }

    /// - Parameter form: of the active profile's vector.
    private func wire(
        _ exported: ExportedItem,
        _ form: VectorForm?
    ) -> MoultV1.ExportedItem {
        MoultV1.ExportedItem(
            item: exported.item.wire(form: form),
            vector: exported.vector.map { VectorBytes.bytes(of: $0.values) } ?? [],
            form: exported.vector?.form.wire ?? ""
        )
    }
}
