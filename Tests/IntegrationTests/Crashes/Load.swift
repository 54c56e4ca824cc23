import Messages
import MoultClient
import TestSupport

/// Clients that write, edit, delete and search until the server is killed.
final class Load: Sendable {
    static let writers = 4
    static let searchers = 1
    static let keysPerWriter = 40
    static let itemsPerCall = 4

    private let server: TestServer
    private let ledger: Ledger
    private let round: Int
    /// From then on a lost connection is no fault.
    private let isOver = Flag()

    init(on server: TestServer, _ ledger: Ledger, round: Int) {
        self.server = server
        self.ledger = ledger
        self.round = round
    }

    /// Runs all clients, and `end` beside them, which must kill the server.
    func run(seed: UInt64, until end: () async throws -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for writer in 0..<Self.writers {
                group.addTask {
                    await self.write(as: writer, SeededNumbers(seed: seed &+ UInt64(writer)))
                }
            }
            for searcher in 0..<Self.searchers {
                let numbers = SeededNumbers(seed: ~seed &+ UInt64(searcher))
                group.addTask { await self.search(numbers) }
            }
            defer { isOver.raise() }
            try await end()
            isOver.raise()
            try await group.waitForAll()
        }
    }

    /// To be called right before the kill.
    func expectTheWorst() { isOver.raise() }

    /// - Returns: false: the client ends.
    private func attempt(_ what: String, _ call: () async throws -> Void) async -> Bool {
        if isOver.isRaised { return false }
        do {
            try await call()
            return true
        } catch let error as MoultError where isOver.isRaised {
            if error.code != .unavailable { ledger.fault("\(what): \(error.code) \(error)") }
            return false
        } catch {
            ledger.fault("\(what) while the server ran: \(error)")
            return false
        }
    }
}

extension Load {
    private func write(as writer: Int, _ numbers: SeededNumbers) async {
        var numbers = numbers
        var edit = 0
        var goesOn = true
        while goesOn {
            edit += 1
            let first = Int.random(in: 0..<Self.keysPerWriter, using: &numbers)
            let keys = (0..<Self.itemsPerCall).map {
                "w\(writer)k\((first + $0) % Self.keysPerWriter)"
            }
            let isDelete = Int.random(in: 0..<6, using: &numbers) == 0
            let suffix = "r\(round)e\(edit)z"
            goesOn = await attempt(isDelete ? "Delete" : "Ingest") {
                if isDelete { try await delete(keys) } else { try await ingest(keys, suffix) }
            }
        }
    }

    private func ingest(_ keys: [String], _ suffix: String) async throws {
        let texts = keys.map { (key: $0, text: "crab shell \($0)\(suffix)") }
        for (key, text) in texts { ledger.attempt(key, .text(text, isEmbedded: false)) }
        for (outcome, (key, text)) in zip(try await server.put(texts), texts) {
            switch outcome.status {
            case .embedded: ledger.acknowledge(key, .text(text, isEmbedded: true))
            case .pending: ledger.acknowledge(key, .text(text, isEmbedded: false))
            default: ledger.fault("\(key) was \(outcome.status): \(outcome.message)")
            }
        }
    }

    private func delete(_ keys: [String]) async throws {
        for key in keys { ledger.attempt(key, .absent) }
        let keysToDelete = keys.map { MoultV1.KeyToDelete(key: $0) }
        let request = MoultV1.DeleteRequest(keys: keysToDelete)
        _ = try await server.client.memory.delete(request)
        for key in keys { ledger.acknowledge(key, .absent) }
    }

    /// What stays as it is while it is searched for must be found.
    private func search(_ numbers: SeededNumbers) async {
        var numbers = numbers
        var goesOn = true
        while goesOn {
            let candidates = ledger.latest(50)
            let key = candidates.randomElement(using: &numbers)
            let before = key.map(ledger.entry)
            goesOn = await attempt("Search") {
                let text = before?.known.text ?? "crab"
                let hybrid = try await server.search(text, .hybrid, k: 5)
                let words = try await server.search(Self.word(of: text), .lexical)
                ledger.searched()
                guard let key, let before, before.attempted == nil, before.known.text != nil,
                    case let after = ledger.entry(key), after.attempted == nil,
                    after.known.text == text
                else { return }
                if words.hits.first?.item?.key != key {
                    ledger.fault("\(text) is not found by its word")
                }
                if case .text(_, isEmbedded: true) = before.known,
                    !hybrid.hits.contains(where: { $0.item?.key == key })
                {
                    ledger.fault("\(text) is embedded, and no hybrid search finds it")
                }
            }
        }
    }

    /// The word that only this text has.
    static func word(of text: String) -> String {
        text.split(separator: " ").last.map(String.init) ?? text
    }
}
