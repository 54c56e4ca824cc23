import Knowledge
import Spaces
import TestSupport
import Testing

@testable import Migration

/// What is done for spaces inside their rollback window, step by step.
struct FreshKeepingTests {
    private static let space = SpaceID(rawValue: 1)
    private static let other = SpaceID(rawValue: 2)
    private static let limits = MigrationLimits.standard

    private static func keeping() -> FreshKeeping {
        FreshKeeping(limits: limits, jitterSeed: 1)
    }

    private static func items(_ numbers: ClosedRange<Int64>) -> [Item] {
        numbers.map { number in
            Item(
                id: ItemID(rawValue: number),
                key: ItemKey(key: "item-\(number)"),
                text: "text \(number)",
                metadata: [:],
                revision: Revision(rawValue: number),
                createdUnixMs: 0,
                updatedUnixMs: 0
            )
        }
    }

    private static func page(
        _ items: [Item],
        through: Int64,
        hasMore: Bool = false
    ) -> Result<BacklogPage, StoreError> {
        .success(
            BacklogPage(items: items, through: Revision(rawValue: through), hasMore: hasMore)
        )
    }

    private static func read(
        _ space: SpaceID = space,
        after revision: Int64
    ) -> FreshKeeping.Step {
        let limit = BacklogLimit(items: limits.freshBatchItems)
        return .read(space, after: Revision(rawValue: revision), limit)
    }

    @Test func `after the first walk only newer revisions are asked for, at each poll`() {
        var keeping = Self.keeping()
        #expect(keeping.keep([Self.space], at: .zero) == Self.read(after: 0))
        let items = Self.items(1...3)
        let first = keeping.read(Self.page(items, through: 9), textsPerCallMax: 2, at: .zero)
        #expect(first == .embed(Self.space, Array(items[..<2])))
        #expect(keeping.stored(at: .zero) == .embed(Self.space, [items[2]]))
        #expect(keeping.stored(at: .zero) == .rest(until: Self.limits.freshPoll))
        #expect(keeping.next(at: .milliseconds(1_999)) == .rest(until: .seconds(2)))
        #expect(keeping.next(at: .seconds(2)) == Self.read(after: 9))
    }

    @Test func `a page with more behind it is followed at once`() {
        var keeping = Self.keeping()
        _ = keeping.keep([Self.space], at: .zero)
        let page = Self.page(Self.items(1...2), through: 2, hasMore: true)
        _ = keeping.read(page, textsPerCallMax: 32, at: .zero)
        #expect(keeping.stored(at: .zero) == Self.read(after: 2))
    }

    @Test func `spaces take turns`() {
        var keeping = Self.keeping()
        #expect(keeping.keep([Self.space, Self.other], at: .zero) == Self.read(after: 0))
        let more = Self.page(Self.items(1...2), through: 2, hasMore: true)
        _ = keeping.read(more, textsPerCallMax: 32, at: .zero)
        #expect(keeping.stored(at: .seconds(1)) == Self.read(Self.other, after: 0))
    }

    @Test func `a refused text stands alone before it is quarantined, and the rest is embedded`() {
        var keeping = Self.keeping()
        _ = keeping.keep([Self.space], at: .zero)
        let items = Self.items(1...3)
        _ = keeping.read(Self.page(items, through: 3), textsPerCallMax: 32, at: .zero)
        let refusal = EmbedderError(.textRefused(position: 1), "It is bad.")
        let others = keeping.refused(refusal, at: .zero)
        #expect(others == .embed(Self.space, [items[0], items[2]]))
        #expect(keeping.stored(at: .zero) == .embed(Self.space, [items[1]]))
        let alone = EmbedderError(.textRefused(position: 0), "It is bad.")
        let row = ItemRefusal(
            item: items[1].id,
            revision: items[1].revision,
            reason: "It is bad."
        )
        #expect(keeping.refused(alone, at: .zero) == .quarantine(Self.space, row))
        #expect(keeping.quarantined(.success(()), at: .zero) == .rest(until: .seconds(2)))
    }

    @Test(arguments: [EmbedderError.Code.batchRefused, .invalidAnswer])
    func `an answer that names nobody halves the batch, and one item is passed over`(
        code: EmbedderError.Code
    ) {
        var keeping = Self.keeping()
        _ = keeping.keep([Self.space], at: .zero)
        let items = Self.items(1...2)
        _ = keeping.read(Self.page(items, through: 2), textsPerCallMax: 32, at: .zero)
        let error = EmbedderError(code, "Something is wrong.")
        #expect(keeping.refused(error, at: .zero) == .embed(Self.space, [items[0]]))
        #expect(keeping.refused(error, at: .zero) == .embed(Self.space, [items[1]]))
        #expect(keeping.stored(at: .zero) == .rest(until: .seconds(2)))
        #expect(keeping.next(at: .seconds(2)) == Self.read(after: 2))
    }

    @Test(arguments: [EmbedderError.Code.unavailable, .denied, .timedOut])
    func `a provider's fault rests longer each time and quarantines nothing`(
        code: EmbedderError.Code
    ) throws {
        var keeping = Self.keeping()
        _ = keeping.keep([Self.space], at: .zero)
        var now = Duration.zero
        var rests: [Duration] = []
        for _ in 0..<8 {
            _ = keeping.read(
                Self.page(Self.items(1...2), through: 2),
                textsPerCallMax: 32,
                at: now
            )
            guard case .rest(let until?) = keeping.refused(EmbedderError(code, "Down."), at: now)
            else {
                Issue.record("it does not rest")
                return
            }
            rests.append(until - now)
            now = until
            #expect(keeping.next(at: now) == Self.read(after: 0))
        }
        #expect(rests[0] <= Self.limits.backoffFirst)
        #expect(rests[3] > rests[0] * 4)
        #expect(rests.allSatisfy { $0 <= Self.limits.backoffMax })
    }

    @Test func `a provider that wants to be left alone is left alone`() {
        var keeping = Self.keeping()
        _ = keeping.keep([Self.space], at: .zero)
        _ = keeping.read(Self.page(Self.items(1...2), through: 2), textsPerCallMax: 32, at: .zero)
        let error = EmbedderError(.unavailable, "Too many.", retryAfter: .seconds(300))
        #expect(keeping.refused(error, at: .zero) == .rest(until: .seconds(300)))
    }

    @Test func `the store's fault is tried again from the same place`() {
        var keeping = Self.keeping()
        _ = keeping.keep([Self.space], at: .zero)
        let failure = StoreError(.failed, "It is out of order.")
        guard
            case .rest(let until?) = keeping.read(
                .failure(failure),
                textsPerCallMax: 1,
                at: .zero
            )
        else {
            Issue.record("it does not rest")
            return
        }
        #expect(keeping.next(at: until) == Self.read(after: 0))
    }

    @Test func `a space whose window has ended is forgotten, with what was under way`() {
        var keeping = Self.keeping()
        _ = keeping.keep([Self.space], at: .zero)
        _ = keeping.read(Self.page(Self.items(1...2), through: 2), textsPerCallMax: 32, at: .zero)
        #expect(keeping.keep([], at: .zero) == .rest(until: nil))
        #expect(keeping.stored(at: .zero) == .rest(until: nil))
        #expect(keeping.keep([Self.space], at: .zero) == Self.read(after: 0))
    }

    @Test func `an interruption begins again behind what was proven`() {
        var keeping = Self.keeping()
        _ = keeping.keep([Self.space], at: .zero)
        _ = keeping.read(Self.page([], through: 7), textsPerCallMax: 32, at: .zero)
        _ = keeping.next(at: .seconds(2))
        _ = keeping.read(Self.page(Self.items(8...9), through: 9), textsPerCallMax: 32, at: .zero)
        #expect(keeping.keep([Self.space], at: .seconds(2)) == Self.read(after: 7))
    }

    @Test func `a refusal is not the text's own until another text was answered since`() {
        var keeping = Self.keeping()
        _ = keeping.keep([Self.space], at: .zero)
        let items = Self.items(1...3)
        _ = keeping.read(Self.page(items, through: 3), textsPerCallMax: 1, at: .zero)
        #expect(keeping.stored(at: .zero) == .embed(Self.space, [items[1]]))
        // The first was answered before this one was asked for: that proves nothing.
        let refusal = EmbedderError(.textRefused(position: 0), "No text is good.")
        #expect(keeping.refused(refusal, at: .zero) == .embed(Self.space, [items[2]]))
        #expect(keeping.refused(refusal, at: .zero) == .rest(until: .seconds(2)))
        #expect(keeping.next(at: .seconds(2)) == Self.read(after: 3))
    }
}
