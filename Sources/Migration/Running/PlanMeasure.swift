import Knowledge
import Spaces
import Waiting

/// How many tokens some text will be, and between which numbers that lies.
package struct TokenEstimate: Sendable, Hashable {
    package let least: Int64
    package let likely: Int64
    package let most: Int64
    /// The provider counted the sample's tokens; otherwise they are the embedder's own estimate.
    package let isCounted: Bool
}

/// What embedding a sample told.
struct PlanMeasure: Sendable {
    /// Where nobody counted: the true number may be twice as high, or half.
    static let uncountedSpread = 1.0
    /// A sample says no more than this about what was not in it, however even it is.
    static let countedSpreadMin = 0.05
    /// The band reaches two standard errors to each side.
    static let standardErrors = 2.0

    private(set) var items = 0
    private(set) var textBytes = 0
    private(set) var duration: Duration = .zero
    /// The first request, in which a model may be loaded, or a turn waited for; nil: none was answered.
    private var first: (items: Int, duration: Duration)?
    /// Why the sample could not be embedded; nil: it was.
    private(set) var problem: String?
    /// By the embedder's own estimate, of each text that was embedded.
    private var sizes: [(tokens: Double, bytes: Double)] = []
    /// As the provider counted them; nil: it does not say.
    private var counted: Int? = 0

    /// Embeds `sample` one batch at a time, without what is longer than the model takes in, and
    /// stores nothing.
    init(
        of sample: [Item],
        with embedder: any Embedder,
        in surroundings: MigrationSurroundings
    ) async {
        let context = embedder.contextTokensMax ?? .max
        let texts = sample.map(\.text).filter { embedder.tokens(of: $0) <= context }
        let size = max(1, min(embedder.textsPerCallMax, surroundings.defaults.batchItems))
        for batch in Self.batches(of: texts, size) {
            let began = surroundings.timeline.now
            let answer = await surroundings.answer(to: batch, from: embedder)
            let took = surroundings.timeline.now - began
            switch answer {
            case .success(let embedding):
                add(batch, embedding.tokens, took, embedder)
            case .failure(let error):
                problem = error.message.asSentence
                return
            }
        }
    }

    /// One text goes ahead.
    private static func batches(of texts: [String], _ size: Int) -> [[String]] {
        let rest = stride(from: 1, to: texts.count, by: size).map { start in
            Array(texts[start..<min(start + size, texts.count)])
        }
        return texts.prefix(1).map { [$0] } + rest
    }

    private mutating func add(
        _ batch: [String],
        _ tokens: Int?,
        _ took: Duration,
        _ embedder: any Embedder
    ) {
        items += batch.count
        duration += took
        if first == nil { first = (items, took) }
        counted = tokens.flatMap { fresh in counted.map { $0 + fresh } }
        for text in batch {
            textBytes += text.utf8.count
            sizes.append((Double(embedder.tokens(of: text)), Double(text.utf8.count)))
        }
    }

    /// 0: nothing could be measured.
    ///
    /// The first request counts where there is no other.
    var itemsPerSecond: Double {
        guard let first, duration > .zero else { return 0 }
        guard items > first.items, duration > first.duration else {
            return Double(items) / duration.seconds
        }
        return Double(items - first.items) / (duration - first.duration).seconds
    }

    /// As the sample has them; without one, as an embedder that cannot count takes them.
    var bytesPerToken: Double {
        tokens > 0 && textBytes > 0 ? Double(textBytes) / tokens : 4
    }

    private var tokens: Double {
        if let counted, counted > 0 { return Double(counted) }
        return sizes.reduce(0) { $0 + $1.tokens }
    }

    /// For `bytes` of other texts.
    func tokens(ofBytes bytes: Double) -> TokenEstimate {
        let likely = bytes / bytesPerToken
        let isCounted = (counted ?? 0) > 0
        let spread = max(spread, isCounted ? Self.countedSpreadMin : Self.uncountedSpread)
        func whole(_ tokens: Double) -> Int64 { Int64(min(tokens.rounded(.up), 1e18)) }
        return TokenEstimate(
            least: whole(likely / (1 + spread)),
            likely: whole(likely),
            most: whole(likely * (1 + spread)),
            isCounted: isCounted
        )
    }

    /// Two standard errors of tokens a byte, from item to item, as a share of it: the ratio
    /// estimator's, Cochran, Sampling Techniques, 6.3.
    private var spread: Double {
        let tokens = sizes.reduce(0) { $0 + $1.tokens }
        let bytes = sizes.reduce(0) { $0 + $1.bytes }
        guard sizes.count > 1, tokens > 0, bytes > 0 else { return 0 }
        let ratio = tokens / bytes
        let count = Double(sizes.count)
        let squares = sizes.reduce(0) { sum, size in
            let rest = size.tokens - ratio * size.bytes
            return sum + rest * rest
        }
        let error = (squares / (count - 1) * count).squareRoot()
        return Self.standardErrors * error / tokens
    }
}
