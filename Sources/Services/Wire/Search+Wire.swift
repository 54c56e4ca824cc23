internal import Knowledge
internal import Memory
internal import Messages
internal import RPC
internal import Spaces

extension MoultV1.SearchQuery {
    static let kStandard = 10

    /// - Parameter position: among the call's queries, for the sentence.
    func read(at position: Int) throws(RPCStatus) -> SearchQuery {
        let field = "queries[\(position)]"
        guard let mode = SearchMode(mode) else {
            throw .invalidArgument(
                "\(field).mode is \(mode.rawValue); give 0 to 3.",
                subject: "\(field).mode"
            )
        }
        var page: SearchPageToken?
        if !pageToken.isEmpty {
            guard let token = PageTokens.search(pageToken) else { throw PageTokens.invalid }
            page = token
        }
        var scoreFloor: Double?
        if case .scoreFloor(let value) = floor { scoreFloor = value }
        return SearchQuery(
            text: text,
            mode: mode,
            k: k == 0 ? Self.kStandard : Int(k),
            filter: try filter?.read(named: "\(field).filter") ?? .everything,
            scoreFloor: scoreFloor,
            page: page
        )
    }
}

extension MoultV1.ItemFilter {
    func read(named field: String) throws(RPCStatus) -> ItemFilter {
        do throws(RepeatedMetadataKey) {
            return ItemFilter(
                collections: collections,
                metadata: try [String: String](metadata)
            )
        } catch {
            throw .invalidArgument(error.memoryError.message, subject: "\(field).metadata")
        }
    }
}

extension SearchMode {
    /// nil: a mode that this server does not know.
    fileprivate init?(_ wire: MoultV1.SearchMode) {
        switch wire {
        case .unspecified, .hybrid: self = .hybrid
        case .semantic: self = .semantic
        case .lexical: self = .lexical
        case .unrecognized: return nil
        }
    }

    fileprivate var wire: MoultV1.SearchMode {
        switch self {
        case .semantic: .semantic
        case .lexical: .lexical
        case .hybrid: .hybrid
        }
    }
}

extension SearchAnswer {
    /// `isEmbedded` says whether the active profile has a vector for an item's text.
    func wire(_ isEmbedded: (Item) -> Bool) -> MoultV1.SearchAnswer {
        MoultV1.SearchAnswer(
            hits: hits.map { $0.wire(isEmbedded: isEmbedded($0.item)) },
            epoch: epoch.rawValue,
            nextPageToken: nextPage.map(PageTokens.text) ?? "",
            semanticUnavailable: semanticUnavailable != nil,
            semanticUnavailableMessage: semanticUnavailable ?? "",
            mode: mode.wire
        )
    }
}

extension Hit {
    fileprivate func wire(isEmbedded: Bool) -> MoultV1.SearchHit {
        MoultV1.SearchHit(
            item: item.wire(form: isEmbedded ? .whole : nil, withText: false),
            score: score,
            semanticRank: Int32(clamping: semanticRank ?? 0),
            lexicalRank: Int32(clamping: lexicalRank ?? 0),
            snippet: snippet,
            stale: isStale,
            semanticScore: semanticScore ?? 0,
            lexicalScore: lexicalScore ?? 0
        )
    }
}
