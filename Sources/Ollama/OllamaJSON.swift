internal import Channels
internal import JSONText

/// Ollama's answers, read; nil: the bytes are no such answer.
enum OllamaJSON {
    static func version(_ bytes: [UInt8]) -> String? {
        value(bytes)?["version"]?.string
    }

    static func installed(_ bytes: [UInt8]) -> [InstalledModel]? {
        models(bytes) { model in
            model.givenName.map {
                InstalledModel(
                    name: $0,
                    digest: model["digest"]?.string ?? "",
                    sizeBytes: model.int64("size") ?? 0,
                    other: model.without(["name", "model", "digest", "size"])
                )
            }
        }
    }

    static func residents(_ bytes: [UInt8]) -> [Resident]? {
        models(bytes) { model in
            model.givenName.map {
                Resident(
                    name: $0,
                    digest: model["digest"]?.string ?? "",
                    sizeBytes: model.int64("size") ?? 0,
                    videoBytes: model.int64("size_vram") ?? 0,
                    contextTokens: model["context_length"]?.int.flatMap { $0 > 0 ? $0 : nil },
                    expiresUnixMs: expiry(model["expires_at"]?.string ?? ""),
                    other: model.without(Self.residentNames)
                )
            }
        }
    }

    private static let residentNames = [
        "name", "model", "digest", "size", "size_vram", "context_length", "expires_at",
    ]

    /// A time that cannot be read is over: what may be no pin is not taken for one.
    private static func expiry(_ text: String) -> Int64? {
        switch Timestamp(text) {
        case .at(let unixMs): unixMs
        case .farAhead: nil
        case .unreadable: 0
        }
    }

    /// Of an answer to a request that loads; the inner nil: it does not say, as Ollama's does not.
    static func loadDuration(_ bytes: [UInt8]) -> Duration?? {
        guard let answer = value(bytes), answer.object != nil else { return nil }
        return .some(answer.int64("load_duration").map { .nanoseconds($0) })
    }

    /// An answer of more bytes is read, and not kept.
    private static let pageBytesMax = 1 << 20

    /// Of the members of "model_info" only what is asked for is made: with all its tokens it can
    /// have millions.
    static func facts(_ bytes: [UInt8]) -> ModelFacts? {
        var facts = ModelFacts()
        if bytes.count <= pageBytesMax { facts.page = String(decoding: bytes, as: UTF8.self) }
        do throws(JSONError) {
            var reader = try JSONReader(bytes)
            try reader.object { name, reader throws(JSONError) in
                switch name {
                case "capabilities":
                    facts.capabilities = try reader.value().array?.compactMap(\.string) ?? []
                case "model_info" where try reader.next() == .object:
                    try readInfo(&reader, into: &facts)
                default: try reader.skip()
                }
            }
            try reader.end()
        } catch {
            return nil
        }
        return facts
    }

    /// The architecture's own names go before others that end alike, as those of a vision part.
    private static func readInfo(
        _ reader: inout JSONReader,
        into facts: inout ModelFacts
    ) throws(JSONError) {
        var architecture = ""
        var contexts: [String: Int] = [:]
        var widths: [String: Int] = [:]
        try reader.object { name, reader throws(JSONError) in
            if name == "general.architecture" {
                architecture = try reader.value().string ?? ""
            } else if name.hasSuffix(".context_length") {
                contexts[name] = try reader.value().int
            } else if name.hasSuffix(".embedding_length") {
                widths[name] = try reader.value().int
            } else {
                try reader.skip()
            }
        }
        facts.contextTokens = contexts[architecture + ".context_length"]
        facts.dimensions = widths[architecture + ".embedding_length"]
    }

    private static func models<Model>(
        _ bytes: [UInt8],
        _ read: (JSONValue) -> Model?
    ) -> [Model]? {
        guard let list = value(bytes)?["models"] else { return nil }
        guard list != .null else { return [] }
        guard let values = list.array else { return nil }
        let models = values.compactMap(read)
        return models.count == values.count ? models : nil
    }

    private static func value(_ bytes: [UInt8]) -> JSONValue? {
        try? JSONReader.value(of: bytes)
    }
}

extension OllamaJSON {
    /// What a body of an error says: Ollama's `{"error": "…"}`, a proxy's
    /// `{"error": {"message": "…"}}`, or whatever text it is.
    static func errorText(in body: [UInt8]) -> String {
        value(body)?["error"].flatMap(errorText) ?? String(decoding: body, as: UTF8.self)
    }

    /// nil: it says nothing.
    static func errorText(of value: JSONValue) -> String? {
        guard value != .null, value.string != "" else { return nil }
        return value.string ?? value["message"]?.string ?? value.description
    }
}

extension JSONValue {
    /// Newer servers give the same as "model" too.
    fileprivate var givenName: String? { self["name"]?.string ?? self["model"]?.string }

    /// An object's text without those of its members that are read; empty: nothing is left.
    fileprivate func without(_ names: [String]) -> String {
        guard var rest = object else { return "" }
        for name in names { rest[name] = nil }
        return rest.members.isEmpty ? "" : JSONValue.object(rest).description
    }

    fileprivate func int64(_ name: String) -> Int64? { self[name]?.int.map(Int64.init) }
}
