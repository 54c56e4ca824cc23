/// How many items a stream's client may still send, as a value.
///
/// The client starts with the whole window; each outcome gives back what its item took.
struct ItemCredit: Sendable {
    /// The credit that the stream's first message grants.
    static let window: UInt32 = 256

    private(set) var available = ItemCredit.window

    /// An item has come.
    ///
    /// - Returns: false: it was sent past the credit, and the stream ends.
    mutating func take() -> Bool {
        guard available > 0 else { return false }
        available -= 1
        return true
    }

    /// An item's outcome goes out.
    ///
    /// - Returns: the credit to send with it.
    mutating func give() -> UInt32 {
        available += 1
        return 1
    }
}
