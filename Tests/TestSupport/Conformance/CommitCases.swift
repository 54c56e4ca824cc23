import Knowledge
import Memory
import Spaces

extension StoreConformance {
    static let commitCases: [Case] = [
        Case("observers hear of a commit before it is acknowledged") { test in
            let item = try await test.ingest("a", "one", vector: StoreUnderTest.values(0))
            let put = VectorChange.put(StoreUnderTest.vector(of: item))
            try owe("heard", test.commits.changes(of: test.active.id), [put])
            let keys = test.commits.all.reduce(into: Set()) { $0.formUnion($1.changedKeys) }
            try owe("changed keys", keys, [item.key])
        },
        Case("observers hear commits in their order") { test in
            for number in 0..<5 {
                try await test.ingest("a", "text \(number)", vector: StoreUnderTest.values(0))
            }
            let item = try owed("the item", try await test.item("a"))
            try await test.delete(["a"])
            let changes = test.commits.changes(of: test.active.id)
            let revisions = changes.compactMap { change -> Revision? in
                if case .put(let vector) = change { vector.revision } else { nil }
            }
            try owe("puts", revisions.count, 5)
            try owe("their order", revisions, revisions.sorted())
            try owe("the last change", changes.last, .remove(item.id))
        },
        Case("observers told by writers at once still end as the table does") { test in
            let space = test.active.id
            try await withThrowingTaskGroup { group in
                for number in 0..<60 {
                    group.addTask {
                        // Not read back: a neighbour may have deleted it by then.
                        try await test.ingest(
                            [ItemDraft(key: ItemKey(key: "\(number % 5)"), text: "\(number)")],
                            vectors: [0: StoreUnderTest.values(number % 4)]
                        )
                        if number.isMultiple(of: 7) { try await test.delete(["\(number % 5)"]) }
                    }
                }
                for try await _ in group {}
            }
            var index: [ItemID: Vector] = [:]
            for change in test.commits.changes(of: space) {
                switch change {
                case .put(let vector): index[vector.item] = vector
                case .remove(let item): index[item] = nil
                }
            }
            let stored = try await test.vectors(in: space)
            try owe("the index", index.values.sorted { $0.item < $1.item }, stored)
        },
        Case("observers do not hear of what did nothing") { test in
            let old = try await test.ingest("a", "one", vector: StoreUnderTest.values(0))
            try await test.ingest("a", "two")
            test.commits.forget()
            try await test.put([StoreUnderTest.vector(of: old)], in: test.active.id)
            try await test.ingest("a", "two")
            try await test.delete(["absent"])
            let effects = test.commits.all.filter { commit in
                commit.puts.values.contains { !$0.isEmpty } || !commit.removed.isEmpty
                    || !commit.changedKeys.isEmpty
            }
            try owe("effects heard", effects.count, 0)
        },
        Case("changed keys name what was inserted, edited, described or deleted") { test in
            let steps: [(String, String, [String: String])] = [
                ("inserted", "one", [:]), ("edited", "one", [:]), ("edited", "two", [:]),
                ("described", "one", [:]), ("described", "one", ["x": "1"]),
                ("same", "one", [:]), ("deleted", "one", [:]),
            ]
            for (key, text, metadata) in steps {
                test.commits.forget()
                try await test.ingest(key, text, metadata: metadata)
                let keys = test.commits.all.flatMap(\.changedKeys).map(\.key)
                try owe("keys changed", keys, [key])
            }
            test.commits.forget()
            try await test.ingest("same", "one")
            try await test.delete(["deleted"])
            let keys = test.commits.all.flatMap(\.changedKeys).map(\.key)
            try owe("keys changed", keys, ["deleted"])
        },
    ]
}
