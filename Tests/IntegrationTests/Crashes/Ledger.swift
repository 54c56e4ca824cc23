import Messages
import Synchronization

/// What the clients were told, key by key, and so what must be there.
///
/// Each key has one writer, which waits for its answer before it writes the key again.
final class Ledger: Sendable {
    /// What a key holds.
    enum Content: Sendable, Hashable {
        case absent
        case text(String, isEmbedded: Bool)

        var text: String? {
            if case .text(let text, _) = self { text } else { nil }
        }
    }

    struct Entry: Sendable {
        /// What was acknowledged, or found after a crash.
        var known = Content.absent
        /// What a call that was not answered yet would make of it.
        var attempted: Content?
        /// The words it was found by once and must not be any more.
        var gone: String?
    }

    private struct State {
        var entries: [String: Entry] = [:]
        var lately: [String] = []
        var texts: Set<String> = []
        var acknowledged = 0
        var searches = 0
        var faults: [String] = []

        mutating func settle(_ key: String, _ content: Content) {
            var entry = entries[key] ?? Entry()
            if let text = entry.known.text, text != content.text { entry.gone = text }
            entry.known = content
            entry.attempted = nil
            entries[key] = entry
        }
    }

    private let state = Mutex(State())

    var acknowledged: Int { state.withLock(\.acknowledged) }
    var searches: Int { state.withLock(\.searches) }
    var faults: [String] { state.withLock(\.faults) }
    /// Every text that a client tried to store, ever.
    var texts: Set<String> { state.withLock(\.texts) }
    var entries: [String: Entry] { state.withLock(\.entries) }

    /// The keys acknowledged last, newest first, without repeats.
    func latest(_ count: Int) -> [String] {
        state.withLock { state in
            var seen: Set<String> = []
            return Array(state.lately.reversed().filter { seen.insert($0).inserted }.prefix(count))
        }
    }

    func entry(_ key: String) -> Entry { state.withLock { $0.entries[key] ?? Entry() } }

    func fault(_ sentence: String) { state.withLock { $0.faults.append(sentence) } }

    func searched() { state.withLock { $0.searches += 1 } }

    /// A call will be made.
    func attempt(_ key: String, _ content: Content) {
        state.withLock { state in
            state.entries[key, default: Entry()].attempted = content
            if let text = content.text { state.texts.insert(text) }
        }
    }

    /// The call was answered, and this is what it made.
    func acknowledge(_ key: String, _ content: Content) {
        state.withLock { state in
            state.settle(key, content)
            state.lately.append(key)
            state.acknowledged += 1
        }
    }

    /// After a crash, the store has `text` for the key: what was known, or what was attempted.
    ///
    /// - Returns: false: it has neither.
    func found(_ key: String, _ text: String?) -> Bool {
        state.withLock { state in
            let entry = state.entries[key] ?? Entry()
            if let attempted = entry.attempted, attempted.text == text {
                // Nobody said that it is embedded.
                state.settle(key, text.map { .text($0, isEmbedded: false) } ?? .absent)
                return true
            }
            state.entries[key, default: Entry()].attempted = nil
            return entry.known.text == text
        }
    }
}
