import Knowledge
import Memory
import Spaces

/// What the clients were told, which no crash may make untrue.
struct Ledger {
    /// What is known of one key.
    struct Entry {
        /// The last acknowledged text; nil: acknowledged as deleted, or never written.
        var text: String?
        /// The revision of the acknowledged text.
        var revision: Revision?
        /// The acknowledgement said that it is found by its meaning.
        var isEmbedded = false
        /// Asked for, and not answered.
        var asked: Asked?
    }

    enum Asked: Equatable {
        case text(String)
        case deletion
    }

    private(set) var entries: [ItemKey: Entry] = [:]

    subscript(key: ItemKey) -> Entry {
        get { entries[key, default: Entry()] }
        set { entries[key] = newValue }
    }

    /// Keys that no client waits for.
    func idle(among keys: [ItemKey]) -> [ItemKey] {
        keys.filter { entries[$0]?.asked == nil }
    }

    /// What is wrong with `item` as the state of `key`; nil: nothing.
    func fault(in item: Item?, at key: ItemKey) -> String? {
        let entry = self[key]
        if item?.text == entry.text, entry.text == nil || item?.revision == entry.revision {
            return nil
        }
        switch entry.asked {
        case .text(let text) where item?.text == text: return nil
        case .deletion where item == nil: return nil
        case .text, .deletion, nil:
            return """
                \(key.key) was acknowledged as \(entry.text ?? "deleted") \
                (revision \(entry.revision?.rawValue ?? 0)) and is \(item?.text ?? "not there") \
                (revision \(item?.revision.rawValue ?? 0))
                """
        }
    }

    /// After a crash the client reads what became of its question, and takes that for the truth.
    mutating func settle(_ key: ItemKey, on item: Item?) {
        guard self[key].asked != nil else { return }
        let isKnown = item?.text == self[key].text && item?.revision == self[key].revision
        let wasEmbedded = self[key].isEmbedded
        entries[key] = Entry(
            text: item?.text,
            revision: item?.revision,
            isEmbedded: isKnown && wasEmbedded
        )
    }
}
