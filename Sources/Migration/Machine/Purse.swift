import Knowledge
import Spaces

/// What a migration has paid, and what it may.
///
/// Invariant: `spent` counts every request from before it starts, at the most that it can cost; so
/// the limit is never passed.
struct Purse: Sendable {
    /// Tokens that a model may add to a text: its marks of beginning and end, a prefix.
    static let tokensPerText: Int64 = 16
    private static let million: Int64 = 1_000_000

    private let microsPerMillionTokens: Int64
    private let texts: Texts
    private(set) var spent: Int64
    private(set) var tokens: Int64
    /// nil: no limit.
    var limit: Int64?

    /// What becomes of a text before it is sent.
    struct Texts: Sendable {
        /// Bytes of what each is preceded by.
        var prefixBytes = 0
        /// The model's bound; nil: no text is split.
        var contextTokensMax: Int?
    }

    init(
        _ spend: MigrationSpend,
        microsPerMillionTokens: Int64,
        texts: Texts = Texts(),
        limit: Int64?
    ) {
        self.microsPerMillionTokens = microsPerMillionTokens
        self.texts = texts
        self.limit = limit
        spent = spend.micros
        tokens = spend.tokens
    }

    var isPriced: Bool { microsPerMillionTokens > 0 }

    /// The most that a request for `items` can cost: no text has more tokens than bytes.
    func bound(of items: [Item], oversize: OversizePolicy) -> Int64 {
        guard isPriced else { return 0 }
        return price(of: items.reduce(0) { $0 + tokensMost(of: $1, oversize) })
    }

    /// Of a text that may be split, no byte is in more than two windows, and each has the prefix.
    private func tokensMost(of item: Item, _ oversize: OversizePolicy) -> Int64 {
        let bytes = item.text.utf8.count
        let perRequest = Int64(texts.prefixBytes) + Self.tokensPerText
        guard oversize == .split, let most = texts.contextTokensMax,
            bytes + texts.prefixBytes > most
        else { return Int64(bytes) + perRequest }
        return 2 * Int64(bytes) + Int64(min(bytes, FittedEmbedder.windowsMax)) * perRequest
    }

    func allows(_ micros: Int64) -> Bool {
        guard let limit else { return true }
        return micros == 0 || micros <= limit - spent
    }

    mutating func setAside(_ micros: Int64) {
        spent += micros
    }

    mutating func giveBack(_ micros: Int64) {
        spent -= micros
    }

    /// How a request for which `micros` were set aside is settled; nil: there is nothing to settle.
    ///
    /// - Parameter counted: its tokens; nil: nobody counts them, and all of it counts as spent.
    mutating func settle(_ micros: Int64, counted: Int?, of epoch: Epoch) -> Settlement? {
        guard micros > 0 || counted != nil else { return nil }
        let tokens = Int64(counted ?? 0)
        let cost = counted == nil ? micros : min(price(of: tokens), micros)
        spent -= micros - cost
        self.tokens += tokens
        return Settlement(epoch: epoch, givenBackMicros: micros - cost, tokens: tokens)
    }

    private func price(of tokens: Int64) -> Int64 {
        let (product, overflow) = tokens.multipliedReportingOverflow(by: microsPerMillionTokens)
        guard !overflow else { return .max / 2 }
        return (product + Self.million - 1) / Self.million
    }
}
