import TestSupport
import Testing

/// What the embedders of a storm were paid for, and whether they were paid twice.
///
/// Their ledgers tell what they answered; the database at rest tells what is committed of it. What
/// was committed when a server started must not be asked for while it runs.
final class Bill {
    private let server: TestServer
    private var ledgers: [String: EmbeddingLedger] = [:]
    /// Lines of each ledger that were looked at.
    private var read: [String: Int] = [:]
    /// Names of texts that had a current vector when the server started, by target.
    private var paid: [String: Set<String>] = [:]
    private var answered = 0

    init(_ server: TestServer) {
        self.server = server
    }

    var summary: String { "\(answered) documents answered in \(ledgers.count) spaces" }

    func ledger(ofTarget number: Int) -> EmbeddingLedger {
        EmbeddingLedger(path: "\(server.directory)/space\(number)")
    }

    /// The space is to be pruned: it may be filled anew.
    func forget(_ target: String) {
        paid[target] = nil
    }

    /// Looks at what was answered since the last time, and at what is committed now.
    func settle(_ rest: StoreAtRest) {
        for target in rest.embedded.keys where ledgers[target] == nil {
            ledgers[target] = Self.ledger(of: target)
        }
        for (target, ledger) in ledgers {
            let fresh = ledger.documents(after: read[target, default: 0])
            read[target, default: 0] += fresh.count
            answered += fresh.count
            let twice = Set(fresh).intersection(paid[target] ?? [])
            #expect(twice.isEmpty, "\(twice.count) texts were embedded again by \(target)")
        }
        paid = rest.embedded.mapValues { Set($0.map(EmbeddingLedger.name)) }
    }

    /// As the target's script names it.
    private static func ledger(of target: String) -> EmbeddingLedger? {
        target.split(whereSeparator: { $0 == "," || $0 == "@" || $0 == ":" })
            .first { $0.hasPrefix("ledger=") }
            .map { EmbeddingLedger(path: String($0.dropFirst("ledger=".count))) }
    }
}

extension Bill {
    /// How often a text was answered more than once by the same embedder.
    func repeats(of texts: Set<String>) -> Int {
        ledgers.values.reduce(0) { sum, ledger in
            ledger.counts(of: texts).values.reduce(sum) { $0 + max(0, $1 - 1) }
        }
    }
}
