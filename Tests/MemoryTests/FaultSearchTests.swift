import Knowledge
import Memory
import Spaces
import Testing

@Suite struct `The search for guilty texts` {
    @Test func `is over when all are answered`() {
        var search = FaultSearch(items([1, 2]))
        #expect(search.begin() == .ask(items([1, 2])))
        #expect(search.answered() == .over([]))
    }

    @Test func `halves what is doubtful until one text is to blame`() {
        var search = FaultSearch(items([1, 2, 3, 4]))
        _ = search.begin()
        #expect(search.doubtful("?") == .ask(items([1, 2])))
        #expect(search.answered() == .ask(items([3, 4])))
        #expect(search.doubtful("?") == .ask(items([3])))
        #expect(search.doubtful("It is bad.") == .ask(items([4])), "others were answered")
        #expect(search.answered() == .over([refusal(3, "It is bad.")]))
    }

    @Test func `asks for a refused text alone, behind the others`() {
        var search = FaultSearch(items([1, 2, 3]))
        _ = search.begin()
        #expect(search.refused(at: 1, "It is bad.") == .ask(items([1, 3])))
        #expect(search.answered() == .ask(items([2])))
        #expect(search.refused(at: 0, "It is bad.") == .over([refusal(2, "It is bad.")]))
    }

    @Test func `blames no text that is taken when it stands alone`() {
        var search = FaultSearch(items([1, 2]))
        _ = search.begin()
        _ = search.refused(at: 0, "It is bad.")
        #expect(search.answered() == .ask(items([1])))
        #expect(search.answered() == .over([]))
    }

    @Test func `probes before it blames the first text`() {
        var search = FaultSearch(items([1, 2]))
        _ = search.begin()
        #expect(search.doubtful("?") == .ask(items([1])))
        #expect(search.doubtful("It is bad.") == .probe)
        #expect(search.probeAnswered() == .ask(items([1])))
        #expect(search.doubtful("It is still bad.") == .ask(items([2])))
        #expect(
            search.refused(at: 0, "So is this.")
                == .over([refusal(1, "It is still bad."), refusal(2, "So is this.")])
        )
    }

    @Test func `blames no text when the embedder recovers between it and the probe`() {
        var search = FaultSearch(items([1]))
        _ = search.begin()
        #expect(search.doubtful("All is bad.") == .probe)
        #expect(search.probeAnswered() == .ask(items([1])))
        #expect(search.answered() == .over([]))
    }

    @Test func `blames the embedder when not even the probe is answered`() {
        var search = FaultSearch(items([1]))
        _ = search.begin()
        #expect(search.refused(at: 0, "It is bad.") == .probe)
        #expect(search.probeFailed("All is bad.") == .embedderFailed("All is bad."))
    }

    private func refusal(_ number: Int64, _ reason: String) -> ItemRefusal {
        ItemRefusal(
            item: ItemID(rawValue: number),
            revision: Revision(rawValue: number),
            reason: reason
        )
    }

    private func items(_ numbers: [Int64]) -> [Item] {
        numbers.map { number in
            Item(
                id: ItemID(rawValue: number),
                key: ItemKey(key: "item \(number)"),
                text: "text \(number)",
                metadata: [:],
                revision: Revision(rawValue: number),
                createdUnixMs: 0,
                updatedUnixMs: 0
            )
        }
    }
}
