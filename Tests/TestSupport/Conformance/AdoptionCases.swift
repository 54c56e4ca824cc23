import Knowledge
import Memory
import Migration
import Spaces

extension StoreConformance {
    private static let wideTarget = SpaceIdentity(provider: "test", model: "wide", dimensions: 8)

    static let adopting: [Case] = [
        Case("current vectors are taken over page by page, others are looked at and left") { test in
            var items: [Item] = []
            for number in 0..<5 {
                items.append(
                    try await test.ingest(
                        "\(number)",
                        "t",
                        vector: StoreUnderTest.values(number % 4)
                    )
                )
            }
            let edited = try await test.ingest("1", "edited")
            let target = try await test.start().space.id
            func adopt(after: ItemID?, limit: Int) async throws -> AdoptedVectors {
                try await test.store.adoptVectors(
                    of: test.active.id,
                    into: target,
                    after: after,
                    limit: limit
                )
            }
            let first = try await adopt(after: nil, limit: 3)
            let firstPage = AdoptedVectors(adopted: 2, through: items[2].id, hasMore: true)
            try owe("the first page", first, firstPage)
            let second = try await adopt(after: first.through, limit: 2)
            let secondPage = AdoptedVectors(adopted: 2, through: items[4].id, hasMore: false)
            try owe("the second page", second, secondPage)
            let taken = [items[0], items[2], items[3], items[4]]
            let vectors = taken.map { StoreUnderTest.vector(of: $0, Int($0.id.rawValue - 1) % 4) }
            try owe("the vectors", try await test.vectors(in: target), vectors)
            let heard = test.commits.changes(of: target)
            try owe("heard", heard, vectors.map(VectorChange.put))
            try owe("the backlog", try await test.backlog(of: target).items, [edited])
            try owe("the source", try await test.vectors(in: test.active.id).count, 5)
            let third = try await adopt(after: second.through, limit: 2)
            let none = AdoptedVectors(adopted: 0, through: nil, hasMore: false)
            try owe("behind the end", third, none)
        },
        Case("a current vector that is there stays, and one that is not makes room") { test in
            let kept = try await test.ingest("kept", "t", vector: StoreUnderTest.values(0))
            let old = try await test.ingest("old", "t")
            let target = try await test.start().space.id
            let both = [StoreUnderTest.vector(of: kept, 3), StoreUnderTest.vector(of: old, 3)]
            try await test.put(both, in: target)
            let new = try await test.ingest("old", "edited", vector: StoreUnderTest.values(1))
            let page = try await test.store.adoptVectors(
                of: test.active.id,
                into: target,
                after: nil,
                limit: 10
            )
            try owe("adopted", page.adopted, 1)
            let vectors = [StoreUnderTest.vector(of: kept, 3), StoreUnderTest.vector(of: new, 1)]
            try owe("the vectors", try await test.vectors(in: target), vectors)
        },
        Case("an adopted vector keeps its form and takes the quarantined row") { test in
            let item = try await test.ingest("a", "one")
            let vector = Vector(
                item: item.id,
                revision: item.revision,
                values: StoreUnderTest.values(2),
                form: .truncated
            )
            try await test.put([vector], in: test.active.id)
            let target = try await test.start().space.id
            try await test.refuse(item, in: target)
            _ = try await test.store.adoptVectors(
                of: test.active.id,
                into: target,
                after: nil,
                limit: 10
            )
            try owe("the vector", try await test.vectors(in: target), [vector])
            try owe("rows", try await test.quarantined(in: target), [])
        },
        Case("nothing is adopted from, or into, a space that is not there") { test in
            try await test.ingest("a", "one", vector: StoreUnderTest.values(0))
            let nowhere = SpaceID(rawValue: 99)
            let none = AdoptedVectors(adopted: 0, through: nil, hasMore: false)
            for (source, target) in [(nowhere, test.active.id), (test.active.id, nowhere)] {
                let page = try await test.store.adoptVectors(
                    of: source,
                    into: target,
                    after: nil,
                    limit: 10
                )
                try owe("the page", page, none)
            }
        },
        Case("vectors of other dimensions are refused") { test in
            try await test.ingest("a", "one", vector: StoreUnderTest.values(0))
            let target = try await test.start(wideTarget).space.id
            try await oweError(.failed, from: "adoptVectors") {
                _ = try await test.store.adoptVectors(
                    of: test.active.id,
                    into: target,
                    after: nil,
                    limit: 10
                )
            }
            try owe("vectors", try await test.vectors(in: target), [])
        },
    ]

    static let rollingBack: [Case] = [
        Case("a rollback's start finds what the earlier space kept, and lacks what came since") {
            test in
            let old = try await test.ingest("old", "t", vector: StoreUnderTest.values(0))
            let refused = try await test.ingest("refused", "t")
            try await test.refuse(refused)
            _ = try await test.store.keep(canarySet(), of: test.active.id)
            let forth = try await test.start()
            try await test.put([StoreUnderTest.vector(of: old)], in: forth.space.id)
            try await test.refuse(refused, in: forth.space.id)
            try await test.flip(forth.epoch, pass: Revision.none)
            let since = try await test.ingest(
                "since",
                "t",
                vector: StoreUnderTest.values(1),
                space: forth.space.id
            )
            let back = try await test.start(StoreUnderTest.firstTarget)
            try owe("the space", back.space, test.active)
            try owe("its backlog", try await test.backlog(of: back.space.id).items, [since])
            try owe("its quarantine", try await test.quarantined().map(\.item), [refused.id])
            let canaries = try await test.store.canaries(of: back.space.id)
            try owe("its canaries", canaries, canarySet())
            let early = try await test.flip(back.epoch, pass: Revision.none)
            try owe("a flip before it has all", early, .missing)
            try await test.put([StoreUnderTest.vector(of: since)], in: back.space.id)
            guard case .flipped = try await test.flip(back.epoch, pass: Revision.none) else {
                throw ConformanceFault(description: "a flip back is owed")
            }
        }
    ]
}
