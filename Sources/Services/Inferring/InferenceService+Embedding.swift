internal import Channels
internal import Messages
internal import RPC

extension InferenceService {
    func embed(_ request: MoultV1.EmbedRequest) async throws -> MoultV1.EmbedResponse {
        let ask = try ask(request)
        if let dimensions = ask.dimensions {
            try checkReply(of: ask.texts.count, dimensions: dimensions)
        }
        let answer = try await telling(full: .limitExceeded) { () throws(ChannelError) in
            try await embeds.embed(ask)
        }
        try checkReply(of: ask.texts.count, dimensions: answer.dimensions)
        return answer.wire
    }

    private func ask(_ request: MoultV1.EmbedRequest) throws(RPCStatus) -> EmbedAsk {
        try RPCStatus.check(request.texts.count, of: "texts", max: limits.embedTextsMax)
        for (position, text) in request.texts.enumerated() {
            let field = "texts[\(position)]"
            guard !text.isEmpty else {
                throw .invalidArgument("\(field) is empty; leave it out.", subject: field)
            }
            try RPCStatus.check(text, named: field, bytesMax: limits.embedTextBytesMax)
        }
        try RPCStatus.check(request.target, named: "target", bytesMax: limits.targetBytesMax)
        return EmbedAsk(
            target: request.target,
            request.texts,
            wording: EmbedAsk.Wording(request.wording),
            dimensions: try dimensions(request.dimensions),
            truncates: request.truncate,
            isUrgent: !request.bulk
        )
    }

    /// nil: the target's own.
    private func dimensions(_ wire: Int32) throws(RPCStatus) -> Int? {
        guard (0...Int32(clamping: limits.dimensionsMax)).contains(wire) else {
            throw RPCStatus(
                .invalidArgument,
                "dimensions is \(wire); give 1 to \(limits.dimensionsMax), or 0 for the target's.",
                reason: wire < 0 ? .invalidArgument : .limitExceeded,
                subject: "dimensions"
            )
        }
        return wire == 0 ? nil : Int(wire)
    }

    /// Known as soon as the width is: nothing is embedded that could not be sent.
    private func checkReply(of texts: Int, dimensions: Int) throws(RPCStatus) {
        let room = PreparedMessage.bytesMax - Self.replyHeadBytes
        let textBytes = dimensions * MemoryLayout<Float>.size + Self.textHeadBytes
        guard texts * textBytes <= room else {
            throw .limitExceeded(
                "\(texts) vectors of \(dimensions) dimensions take \(texts * textBytes) bytes, and "
                    + "a reply holds \(room); ask for at most \(room / textBytes) texts at once.",
                limit: "reply"
            )
        }
    }

    /// What a reply takes beside its texts: the target's name, two numbers, and their tags.
    private static let replyHeadBytes = 1 << 10
    /// What a text takes beside its vector: two lengths, its tokens, its flag, and their tags.
    private static let textHeadBytes = 24
}

extension EmbedAsk.Wording {
    fileprivate init(_ wire: MoultV1.Wording) {
        switch wire {
        case .document: self = .document
        case .query: self = .query
        case .verbatim, .unspecified, .unrecognized: self = .verbatim
        }
    }
}

extension EmbedAnswer {
    fileprivate var dimensions: Int { vectors.first?.count ?? 0 }

    fileprivate var wire: MoultV1.EmbedResponse {
        MoultV1.EmbedResponse(
            target: target,
            dimensions: Int32(clamping: dimensions),
            embedded: vectors.indices.map { position in
                MoultV1.EmbeddedText(
                    vector: VectorBytes.bytes(of: vectors[position]),
                    tokens: Int32(clamping: tokens[position]),
                    truncated: truncated[position]
                )
            },
            tokensCounted: areTokensCounted
        )
    }
}
