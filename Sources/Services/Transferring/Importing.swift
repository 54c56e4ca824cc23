internal import Knowledge
internal import Memory
internal import Messages
internal import RPC
internal import Spaces

/// One Import: a header, whose space is proven while items come in already, then items.
struct Importing: Sendable {
    let memory: LiveMemory
    let spaces: KnownSpaces
    let writer: StreamWriter<MoultV1.ImportResponse>

    func run(_ requests: InboundMessages<MoultV1.ImportRequest>) async throws {
        let streaming = ItemStreaming<MoultV1.ImportItem, _>(to: writer) {
            MoultV1.ImportResponse(credit: $0, outcome: $1)
        }
        let (headers, header) = AsyncStream.makeStream(of: MoultV1.ImportHeader.self)
        try await streaming.run(
            reading: {
                defer { header.finish() }
                var place = Place.header
                for try await request in requests {
                    switch try place.take(request) {
                    case .header(let first): header.yield(first)
                    case .item(let item): try streaming.take(item)
                    }
                }
            },
            preparing: {
                for await first in headers { return try await space(of: first) }
                return nil
            },
            storing: { batch, space in try await store(batch, in: space) }
        )
    }

    /// nil: no vectors come.
    private func space(of header: MoultV1.ImportHeader) async throws -> Space? {
        guard let wire = header.space else { return nil }
        let space = try await spaces.space(of: try SpaceIdentity(wire))
        var canaries: [CanarySet.Canary] = []
        for (position, canary) in header.canaries.enumerated() {
            canaries.append(try Self.canary(canary, at: position, of: space.identity))
        }
        try await spaces.prove(canaries, of: space)
        return space
    }

    private static func canary(
        _ wire: MoultV1.Canary,
        at position: Int,
        of identity: SpaceIdentity
    ) throws(RPCStatus) -> CanarySet.Canary {
        let values = VectorBytes.values(of: wire.values) ?? []
        if let fault = VectorValidity.fault(in: [values], count: 1, identity: identity) {
            throw .invalidArgument(
                "header.canaries[\(position)]: \(fault).",
                subject: "header.canaries[\(position)]"
            )
        }
        return CanarySet.Canary(text: wire.text, values: values)
    }

    private func store(
        _ batch: [MoultV1.ImportItem],
        in space: Space?
    ) async throws -> [MoultV1.IngestOutcome] {
        let reading = ImportReading(batch, hasSpace: space != nil)
        guard !reading.taken.isEmpty else { return reading.outcomes(with: []) }
        do throws(MemoryError) {
            guard let space else {
                return reading.outcomes(with: try await memory.ingest(reading.taken.map(\.draft)))
            }
            return reading.outcomes(with: try await memory.importItems(reading.taken, of: space))
        } catch {
            if Task.isCancelled { throw CancellationError() }
            // A store that fails now may take the next batch: the stream lives on.
            let refused = reading.taken.map {
                IngestOutcome(key: $0.draft.key, status: .refused(error))
            }
            return reading.outcomes(with: refused)
        }
    }
}

extension Importing {
    /// What an Import's next message must be.
    enum Place {
        /// The first. → items
        case header
        case items

        mutating func take(
            _ request: MoultV1.ImportRequest
        ) throws(RPCStatus) -> MoultV1.ImportRequest.Part {
            switch (self, request.part) {
            case (.header, .header(let header)?):
                self = .items
                return .header(header)
            case (.items, .item(let item)?):
                return .item(item)
            case (.header, _):
                throw .invalidArgument(
                    "The first message of an import is its header, empty if no vectors come.",
                    subject: "header"
                )
            case (.items, _):
                throw .invalidArgument(
                    "Behind the header of an import come items and nothing else.",
                    subject: "item"
                )
            }
        }
    }
}

extension MoultV1.ImportItem: StreamedItem {
    var bytes: Int { (item?.text.utf8.count ?? 0) + vector.count }
}
