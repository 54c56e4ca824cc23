package import Spaces

/// What a million tokens cost, by target.
///
/// An entry is "provider:model=price", or the beginning of such a target: of those that a space's
/// begins with, the longest holds. Dimensions are no part of it.
package struct PriceTable: Sendable, Hashable {
    private let entries: [Entry]

    private struct Entry: Sendable, Hashable {
        let beginning: String
        let price: Money
    }

    /// - Throws: `SettingError` for the first entry that cannot be read, or names what another does.
    package init(_ lines: [String]) throws(SettingError) {
        var entries: [Entry] = []
        for line in lines {
            let parts = line.split(separator: "=", omittingEmptySubsequences: false)
            guard parts.count == 2, !parts[0].isEmpty, !parts[0].contains("@"),
                let price = Money(parts[1])
            else {
                throw SettingError(
                    "\(Setting.prices.name) has \"\(line)\"; write a target without dimensions and "
                        + "the price of a million tokens, as openai:text-embedding-3-small=0.02."
                )
            }
            let beginning = String(parts[0])
            guard !entries.contains(where: { $0.beginning == beginning }) else {
                throw SettingError(
                    "\(Setting.prices.name) has two prices for \(beginning); leave one."
                )
            }
            entries.append(Entry(beginning: beginning, price: price))
        }
        self.entries = entries.sorted { $0.beginning.utf8.count > $1.beginning.utf8.count }
    }

    /// In millionths of the currency; nil: no entry names it.
    package func microsPerMillionTokens(for identity: SpaceIdentity) -> Int64? {
        let target = "\(identity.provider):\(identity.model)"
        return entries.first { target.hasPrefix($0.beginning) }?.price.micros
    }
}

/// A catalog whose embedders cost what a table says, and else what they say themselves.
struct PricedCatalog: EmbedderCatalog {
    let base: any EmbedderCatalog
    let prices: PriceTable

    func embedder(
        forTarget target: String
    ) async throws(EmbedderTargetError) -> any Embedder {
        try await base.embedder(forTarget: target)
    }

    func embedder(for identity: SpaceIdentity) throws(EmbedderTargetError) -> any Embedder {
        try base.embedder(for: identity)
    }

    func microsPerMillionTokens(for identity: SpaceIdentity) -> Int64 {
        prices.microsPerMillionTokens(for: identity)
            ?? base.microsPerMillionTokens(for: identity)
    }
}
