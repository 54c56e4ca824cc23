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
        #expect(pass.stored(refusedItems: [], at: .zero) == read(after: 2))
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
        let step = pass.due(active: other, isHandingOver: false, at: .seconds(1))
        #expect(step == .read(other, after: .none, BacklogLimit(items: 64, textBytes: 1 << 20)))
    }

    @Test func `rests while a hand-over is under way`() {
        var pass = HealingPass()
        let step = pass.due(active: space, isHandingOver: true, at: .seconds(1))
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

    @Test func `leaves a refused text alone until it is edited or time has passed`() {
        var pass = HealingPass()
        _ = due(&pass, at: 0)
        _ = pass.read(page([1, 2], through: 2, more: true))
        _ = pass.stored(refusedItems: [ItemID(rawValue: 1)], at: .zero)
        #expect(
            pass.read(page([1, 3], through: 3, more: true)) == .embed(items([3]), space)
        )
        _ = pass.stored(refusedItems: [], at: .zero)
        let edited = item(1, revision: 7)
        let editedPage = BacklogPage(
            items: [edited],
            through: Revision(rawValue: 7),
            hasMore: false
        )
        #expect(pass.read(editedPage) == .embed([edited], space))
    }

    @Test func `tries refused texts again with the whole walk`() {
        var pass = HealingPass()
        _ = due(&pass, at: 0)
        _ = pass.read(page([1], through: 1, more: false))
        _ = pass.stored(refusedItems: [ItemID(rawValue: 1)], at: .zero)
        #expect(due(&pass, at: 600) == read(after: 0))
        #expect(pass.read(page([1], through: 1, more: false)) == .embed(items([1]), space))
    }

    @Test func `halves its batches on invalid answers until one text is to blame`() {
        var limits = HealingPass.Limits()
        limits.batchItems = 4
        var pass = HealingPass(limits: limits)
        _ = due(&pass, at: 0)
        _ = pass.read(page([1, 2, 3, 4], through: 4, more: false))
        #expect(pass.answerInvalid(retryAt: nil, at: .zero) == .rest(until: .seconds(1)))
        #expect(due(&pass, at: 1) == read(after: 0, items: 2))
        _ = pass.read(page([1, 2], through: 2, more: true))
        _ = pass.answerInvalid(retryAt: nil, at: .seconds(1))
        #expect(due(&pass, at: 2) == read(after: 0, items: 1))
        _ = pass.read(page([1], through: 1, more: true))
        #expect(pass.answerInvalid(retryAt: nil, at: .seconds(2)) == read(after: 1, items: 1))
        _ = pass.read(page([2], through: 2, more: true))
        #expect(pass.stored(refusedItems: [], at: .seconds(2)) == read(after: 2, items: 2))
        _ = pass.read(page([3, 4], through: 4, more: false))
        #expect(pass.stored(refusedItems: [], at: .seconds(2)) == .rest(until: .seconds(62)))
        #expect(due(&pass, at: 62) == read(after: 0, items: 4), "the one to blame is tried again")
    }

    @Test func `blames no text for long while the embedder itself is in doubt`() {
        var pass = HealingPass()
        _ = due(&pass, at: 0)
        _ = pass.read(page([1], through: 1, more: false))
        #expect(pass.answerInvalid(retryAt: .seconds(5), at: .zero) == .rest(until: .seconds(5)))
        #expect(due(&pass, at: 5) == read(after: 1), "the probe is made with another text")
        #expect(pass.read(page([2], through: 2, more: false)) == .embed(items([2]), space))
        #expect(
            pass.answerInvalid(retryAt: .seconds(10), at: .seconds(5))
                == .rest(until: .seconds(10))
        )
        #expect(due(&pass, at: 10) == read(after: 0))
        #expect(pass.read(page([1, 2], through: 2, more: false)) == .embed(items([1]), space))
        // The second is not forgotten over the first.
        #expect(pass.stored(refusedItems: [], at: .seconds(10)) == .rest(until: .seconds(15)))
        #expect(due(&pass, at: 15) == read(after: 0))
        #expect(pass.read(page([2], through: 2, more: false)) == .embed(items([2]), space))
    }

    private func due(_ pass: inout HealingPass, at seconds: Int) -> HealingPass.Step {
        pass.due(active: space, isHandingOver: false, at: .seconds(seconds))
    }

    private func read(after revision: Int64, items: Int = 64) -> HealingPass.Step {
        let limit = BacklogLimit(items: items, textBytes: 1 << 20)
        return .read(space, after: Revision(rawValue: revision), limit)
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
