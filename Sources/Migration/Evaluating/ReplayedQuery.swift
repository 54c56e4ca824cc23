import Knowledge

/// A query that both profiles are asked.
struct ReplayedQuery: Sendable, Hashable {
    enum Origin: Sendable, Hashable {
        case recorded
        /// The beginning of an item's text; the item itself is no answer to it.
        case item(ItemID)
        /// Not empty.
        case known(relevant: Set<ItemID>)
    }

    let text: String
    let origin: Origin

    /// Of an item's text.
    static let charactersMax = 200

    init(_ text: String, _ origin: Origin) {
        self.text = text
        self.origin = origin
    }

    /// nil: the item's text has no word to ask for.
    init?(asking item: Item) {
        let text = Self.beginning(of: item.text)
        guard text.contains(where: { $0.isLetter || $0.isNumber }) else { return nil }
        self.init(text, .item(item.id))
    }

    var relevant: Set<ItemID>? {
        if case .known(let relevant) = origin { relevant } else { nil }
    }

    var itself: ItemID? {
        if case .item(let item) = origin { item } else { nil }
    }

    /// The first words of `text`, or of a text without spaces the first characters.
    static func beginning(of text: String) -> String {
        let beginning = text.prefix(charactersMax)
        guard beginning.endIndex < text.endIndex, !text[beginning.endIndex].isWhitespace,
            let gap = beginning.lastIndex(where: \.isWhitespace), gap > beginning.startIndex
        else { return String(beginning) }
        return String(beginning[..<gap])
    }
}
