import Knowledge
import Spaces

/// How a query is answered.
enum SearchWay: Sendable {
    case byMeaning([Float])
    case byWords
    case byBoth([Float])
    /// A hybrid search without its semantic half.
    case byWordsInstead(reason: String)
}

/// A query whose page is known to be one of its own, in the epoch that is served.
struct SearchPlan: Sendable {
    let query: SearchQuery
    let epoch: Epoch
    let words: LexicalQuery
    /// Candidates that earlier pages used up.
    let offset: Int
    /// The page before was answered by words instead: so is this one, or hits would come twice.
    private let goesOnByWords: Bool
    private let fingerprint: Fingerprint

    init(_ query: SearchQuery, epoch: Epoch, limits: SearchLimits) throws(MemoryError) {
        self.query = query
        self.epoch = epoch
        words = LexicalQuery(parsing: query.text)
        fingerprint = query.fingerprint
        guard let page = query.page else {
            offset = 0
            goesOnByWords = false
            return
        }
        goesOnByWords = page.query == fingerprint.byWordsInstead
        guard page.query == fingerprint || goesOnByWords && query.mode == .hybrid,
            (1...limits.pagedCandidatesMax).contains(page.offset)
        else {
            throw MemoryError(
                .pageTokenInvalid,
                subject: "page_token",
                "The page token is not one of this query's; send the same query, or none."
            )
        }
        guard page.epoch == epoch else {
            throw MemoryError(
                .epochGone(page.epoch),
                subject: "page_token",
                "The page token is of epoch \(page.epoch.rawValue), and epoch \(epoch.rawValue) is "
                    + "served now; search again from the start."
            )
        }
        offset = page.offset
    }

    var needsVector: Bool {
        switch query.mode {
        case .lexical: false
        case .semantic: true
        case .hybrid: !goesOnByWords
        }
    }

    func way(with vector: QueryVector?) throws(MemoryError) -> SearchWay {
        switch (query.mode, vector) {
        case (.lexical, _):
            return .byWords
        case (.semantic, .vector(let values)):
            return .byMeaning(values)
        case (.hybrid, .vector(let values)) where !goesOnByWords:
            return .byBoth(values)
        case (_, .cancelled):
            throw .cancelled
        case (.semantic, .refused(let reason)):
            throw MemoryError(
                .textRefused,
                subject: "text",
                "The embedder refuses this query: \(reason) Change it, or search by words."
            )
        case (.semantic, let vector):
            throw unavailable(vector.reason)
        case (.hybrid, let vector):
            let isFirstPage = offset == 0
            guard isFirstPage || goesOnByWords else { throw unavailable(vector.reason) }
            return .byWordsInstead(reason: vector.reason)
        }
    }

    /// The page behind this one, when `used` candidates are used up.
    func page(after used: Int, _ way: SearchWay) -> SearchPageToken {
        let isByWordsInstead = if case .byWordsInstead = way { true } else { false }
        return SearchPageToken(
            epoch: epoch,
            query: isByWordsInstead ? fingerprint.byWordsInstead : fingerprint,
            offset: used
        )
    }

    private func unavailable(_ reason: String) -> MemoryError {
        MemoryError(
            .semanticUnavailable,
            "The query cannot be embedded: \(reason) Try again later, or search by words."
        )
    }
}

extension QueryVector? {
    fileprivate var reason: String {
        switch self {
        case .unavailable(let reason), .refused(let reason): reason
        case .vector, .cancelled, nil: "The first page was answered by words alone."
        }
    }
}

extension Fingerprint {
    fileprivate var byWordsInstead: Fingerprint {
        var fingerprint = self
        fingerprint.combine("by words instead")
        return fingerprint
    }
}
