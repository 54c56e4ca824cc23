internal import Knowledge
internal import Memory
internal import Messages
internal import Spaces

/// The items of a batch, with those that cannot even be read told apart.
struct ImportReading {
    /// Those that can, in their order.
    private(set) var taken: [ImportedItem] = []
    /// By position: the outcomes of those that cannot.
    private var refused: [Int: IngestOutcome] = [:]
    private let count: Int

    /// - Parameter hasSpace: the header named the space that vectors are of.
    init(_ items: [MoultV1.ImportItem], hasSpace: Bool) {
        count = items.count
        for (position, item) in items.enumerated() {
            do throws(MemoryError) {
                taken.append(try ImportedItem(item, hasSpace: hasSpace))
            } catch {
                let draft = item.item ?? MoultV1.ItemDraft()
                refused[position] = IngestOutcome(
                    key: ItemKey(named: draft.key, in: draft.collection),
                    status: .refused(error)
                )
            }
        }
    }

    /// An outcome for each item of the batch, given those of `taken`.
    func outcomes(with outcomes: [IngestOutcome]) -> [MoultV1.IngestOutcome] {
        var rest = outcomes.makeIterator()
        return (0..<count).compactMap { (refused[$0] ?? rest.next())?.wire }
    }
}

extension ImportedItem {
    fileprivate init(_ wire: MoultV1.ImportItem, hasSpace: Bool) throws(MemoryError) {
        let draft: ItemDraft
        do throws(RepeatedMetadataKey) {
            draft = try ItemDraft(wire.item ?? MoultV1.ItemDraft())
        } catch {
            throw error.memoryError
        }
        guard let form = VectorForm(wire: wire.form) else {
            throw MemoryError(
                .invalidArgument,
                subject: "form",
                "form is \"\(wire.form)\"; give truncated, split or nothing."
            )
        }
        self.init(draft: draft, vector: try Self.vector(of: wire, hasSpace: hasSpace), form: form)
    }

    /// nil: it comes without one.
    private static func vector(
        of wire: MoultV1.ImportItem,
        hasSpace: Bool
    ) throws(MemoryError) -> [Float]? {
        guard !wire.vector.isEmpty else { return nil }
        guard hasSpace else {
            throw MemoryError(
                .invalidArgument,
                subject: "vector",
                "A vector came, and the header names no space that it is of; name one, or leave "
                    + "the vectors out."
            )
        }
        guard let values = VectorBytes.values(of: wire.vector) else {
            throw MemoryError(
                .invalidArgument,
                subject: "vector",
                "vector has \(wire.vector.count) bytes, which is no whole number of 32-bit floats."
            )
        }
        return values
    }
}
