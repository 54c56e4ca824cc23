internal import Knowledge
internal import Memory
internal import Messages

/// The drafts of a call, with those that cannot even be read told apart.
struct DraftReading {
    /// Those that can, in their order.
    private(set) var taken: [ItemDraft] = []
    /// By position: the outcomes of those that cannot.
    private var refused: [Int: IngestOutcome] = [:]
    private let count: Int

    init(_ drafts: [MoultV1.ItemDraft]) {
        count = drafts.count
        taken.reserveCapacity(drafts.count)
        for (position, wire) in drafts.enumerated() {
            do throws(RepeatedMetadataKey) {
                taken.append(try ItemDraft(wire))
            } catch {
                refused[position] = IngestOutcome(
                    key: ItemKey(named: wire.key, in: wire.collection),
                    status: .refused(error.memoryError)
                )
            }
        }
    }

    /// An outcome for each draft of the call, given those of `taken`.
    func outcomes(with outcomes: [IngestOutcome]) -> [MoultV1.IngestOutcome] {
        guard !refused.isEmpty else { return outcomes.map(\.wire) }
        var rest = outcomes.makeIterator()
        return (0..<count).compactMap { (refused[$0] ?? rest.next())?.wire }
    }
}

extension RepeatedMetadataKey {
    var memoryError: MemoryError {
        MemoryError(
            .invalidArgument,
            subject: "metadata",
            "metadata has the key \"\(key)\" more than once; give each key one value."
        )
    }
}
