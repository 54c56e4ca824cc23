import Knowledge
import Memory
import Spaces
import Testing

@Suite struct `The healing pass` {
    private let space = SpaceID(rawValue: 1)

    @Test func `walks the backlog page by page from the start`() {
        var pass = HealingPass()
        #expect(due(&pass, at: 0) == read(after: 0))
        #expect(pass.read(page([1, 2], through: 2, more: true)) == .embed(items([1, 2]), space))
        #expect(pass.stored() == read(after: 2))
        #expect(pass.read(page([], through: 9, more: false)) == .rest(until: .seconds(600)))
    }

    @Test func `looks only at newer revisions when woken, and at all of them after a while`() {
        var pass = HealingPass()
        _ = due(&pass, at: 0)
        _ = pass.read(page([], through: 9, more: false))
        #expect(due(&pass, at: 5) == read(after: 9))
        _ = pass.read(page([], through: 9, more: false))
        #expect(due(&pass, at: 600) == read(after: 0))
    }

    @Test func `looks at all of the space that becomes active`() {
        var pass = HealingPass()
        _ = due(&pass, at: 0)
        _ = pass.read(page([], through: 9, more: false))
        let other = SpaceID(rawValue: 2)
        let step = pass.due(active: other, mayNotHeal: false, at: .seconds(1))
        #expect(step == .readRetrying(other, after: nil, limit))
        #expect(pass.readRetrying([]) == .read(other, after: .none, limit))
    }

    @Test func `rests while a hand-over is under way`() {
        var pass = HealingPass()
        let step = pass.due(active: space, mayNotHeal: true, at: .seconds(1))
        #expect(step == .rest(until: .seconds(2)))
    }

    @Test func `stays where it is when the store or the embedder fails`() {
        var pass = HealingPass()
        _ = due(&pass, at: 0)
        #expect(pass.failed(retryAt: nil, at: .zero) == .rest(until: .seconds(1)))
        #expect(due(&pass, at: 1) == read(after: 0))
        _ = pass.read(page([1], through: 1, more: false))
        #expect(pass.failed(retryAt: .seconds(5), at: .seconds(1)) == .rest(until: .seconds(5)))
        #expect(due(&pass, at: 5) == read(after: 0))
    }

    @Test func `asks once more for what is quarantined and to be retried, and then walks`() {
        var pass = HealingPass()
        #expect(pass.due(active: space, mayNotHeal: false, at: .zero) == readRetrying(nil))
        #expect(pass.readRetrying(items([3, 4])) == .embed(items([3, 4]), space))
        #expect(pass.stored() == readRetrying(4))
        #expect(pass.readRetrying([]) == read(after: 0))
    }

    @Test func `tries nothing before its time, whoever wakes it`() {
        var pass = HealingPass()
        _ = due(&pass, at: 0)
        _ = pass.failed(retryAt: .seconds(5), at: .zero)
        #expect(due(&pass, at: 1) == .rest(until: .seconds(5)))
        #expect(due(&pass, at: 4) == .rest(until: .seconds(5)))
        #expect(due(&pass, at: 5) == read(after: 0))
    }

    @Test func `does not wait for the embedder of a space that is no longer active`() {
        var pass = HealingPass()
        _ = due(&pass, at: 0)
        _ = pass.failed(retryAt: .seconds(60), at: .zero)
        let other = SpaceID(rawValue: 2)
        let step = pass.due(active: other, mayNotHeal: false, at: .seconds(1))
        #expect(step == .readRetrying(other, after: nil, limit))
    }

    private let limit = BacklogLimit(items: 64, textBytes: 1 << 20)

    /// With nothing to be retried.
    private func due(_ pass: inout HealingPass, at seconds: Int) -> HealingPass.Step {
        let step = pass.due(active: space, mayNotHeal: false, at: .seconds(seconds))
        guard case .readRetrying = step else { return step }
        return pass.readRetrying([])
    }

    private func readRetrying(_ item: Int64?) -> HealingPass.Step {
        .readRetrying(space, after: item.map(ItemID.init(rawValue:)), limit)
    }

    private func read(after revision: Int64) -> HealingPass.Step {
        .read(space, after: Revision(rawValue: revision), limit)
    }

    private func page(_ revisions: [Int64], through: Int64, more: Bool) -> BacklogPage {
        BacklogPage(
            items: items(revisions),
            through: Revision(rawValue: through),
            hasMore: more
        )
    }

    private func items(_ numbers: [Int64]) -> [Item] {
        numbers.map { item($0, revision: $0) }
    }

    private func item(_ number: Int64, revision: Int64) -> Item {
        Item(
            id: ItemID(rawValue: number),
            key: ItemKey(key: "item \(number)"),
            text: "text \(number)",
            metadata: [:],
            revision: Revision(rawValue: revision),
            createdUnixMs: 0,
            updatedUnixMs: 0
        )
    }
}
