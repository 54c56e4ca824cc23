/// What an embedding model needs to be used as it was trained.
package struct KnownModel: Sendable, Hashable, Codable {
    /// As its provider names it, without a namespace.
    ///
    /// "nomic-embed-text", or "qwen3-embedding:4b" where the tags of one name differ. Case does
    /// not matter.
    package var name: String
    /// Goes before each document.
    package var documentPrefix: String
    /// Goes before each query.
    package var queryPrefix: String
    /// The width of its vectors when no other is asked for; nil: it depends on the tag, and the
    /// provider knows.
    package var dimensions: Int?
    /// The most tokens of one text that it takes in; nil: it depends on the tag.
    package var contextTokens: Int?

    package init(
        _ name: String,
        documentPrefix: String = "",
        queryPrefix: String = "",
        dimensions: Int? = nil,
        contextTokens: Int? = nil
    ) {
        self.name = name
        self.documentPrefix = documentPrefix
        self.queryPrefix = queryPrefix
        self.dimensions = dimensions
        self.contextTokens = contextTokens
    }
}

/// The models that work without a word of configuration, and those that the configuration adds.
package struct KnownModels: Sendable {
    private let models: [String: KnownModel]

    /// - Parameter extra: goes before what is built in, name by name; the last of a name counts.
    package init(extra: [KnownModel] = []) {
        let named = (Self.builtIn + extra).map { ($0.name.lowercased(), $0) }
        models = Dictionary(named, uniquingKeysWith: { $1 })
    }

    /// The model that a provider calls `name`, as "embeddinggemma:300m" or
    /// "Qwen/Qwen3-Embedding-0.6B"; nil: it is not known.
    ///
    /// The whole name goes before the name without its namespace, the whole tag before its size
    /// ("4b" of "4b-q8_0"), and a tag before none.
    package func model(named name: String) -> KnownModel? {
        let whole = name.lowercased()
        let bare = whole.split(separator: "/").last.map(String.init) ?? whole
        for candidate in [whole, bare] {
            for spelling in Self.spellings(of: candidate) {
                if let model = models[spelling] { return model }
            }
        }
        return nil
    }

    /// "a:4b-q8_0", "a:4b", "a".
    private static func spellings(of name: String) -> [String] {
        // A port would stand before the last "/".
        let afterSlash = name.lastIndex(of: "/") ?? name.startIndex
        guard let colon = name[afterSlash...].lastIndex(of: ":") else { return [name] }
        let size = name[colon...].prefix { $0 != "-" }
        return [name, String(name[..<colon] + size), String(name[..<colon])]
    }
}

extension KnownModels {
    /// Prefixes, widths and contexts as the models' cards give them; each row names its card.
    ///
    /// Names without a size are those of Ollama's library. Where its `latest` may come to be
    /// another size, the row says no width.
    package static let builtIn: [KnownModel] =
        embeddingGemma + nomic + qwen3 + mixedbread + beijing + miniLM + snowflake + granite + e5
        + openAI

    /// huggingface.co/google/embeddinggemma-300m: "Maximum input context length of 2048 tokens";
    /// `task: {description} | query: ` and `title: {title or "none"} | text: `.
    private static let embeddingGemma = ["embeddinggemma", "embeddinggemma-300m"].map {
        KnownModel(
            $0,
            documentPrefix: "title: none | text: ",
            queryPrefix: "task: search result | query: ",
            dimensions: 768,
            contextTokens: 2_048
        )
    }

    /// huggingface.co/nomic-ai/nomic-embed-text-v1.5: the prefixes are a must.
    ///
    /// 8,192 tokens with rotary scaling, which Ollama does not apply: 2,048 there (ollama#7741).
    /// huggingface.co/nomic-ai/nomic-embed-text-v2-moe: 512.
    private static let nomic = [
        ("nomic-embed-text", 2_048), ("nomic-embed-text-v1", 8_192),
        ("nomic-embed-text-v1.5", 8_192), ("nomic-embed-text-v2-moe", 512),
    ].map {
        KnownModel(
            $0,
            documentPrefix: "search_document: ",
            queryPrefix: "search_query: ",
            dimensions: 768,
            contextTokens: $1
        )
    }

    /// huggingface.co/Qwen/Qwen3-Embedding-0.6B, README and config_sentence_transformers.json:
    /// an instruction before queries, nothing before documents.
    private static let qwen3 = [("", nil), ("0.6b", 1_024), ("4b", 2_560), ("8b", 4_096)]
        .flatMap { size, dimensions in
            (size.isEmpty ? [""] : [":" + size, "-" + size]).map {
                KnownModel(
                    "qwen3-embedding" + $0,
                    queryPrefix: "Instruct: Given a web search query, retrieve relevant passages "
                        + "that answer the query\nQuery:",
                    dimensions: dimensions,
                    contextTokens: 32_768
                )
            }
        }

    /// huggingface.co/mixedbread-ai/mxbai-embed-large-v1, and Mixedbread's documentation of it.
    private static let mixedbread = ["mxbai-embed-large", "mxbai-embed-large-v1"].map {
        KnownModel(
            $0,
            queryPrefix: "Represent this sentence for searching relevant passages: ",
            dimensions: 1_024,
            contextTokens: 512
        )
    }

    /// huggingface.co/BAAI/bge-m3: no instruction before queries.
    private static let beijing = [
        KnownModel("bge-m3", dimensions: 1_024, contextTokens: 8_192)
    ]

    /// huggingface.co/sentence-transformers/all-MiniLM-L6-v2: "input text longer than 256 word
    /// pieces is truncated".
    private static let miniLM = ["all-minilm", "all-minilm-l6-v2", "all-minilm-l12-v2"].map {
        KnownModel($0, dimensions: 384, contextTokens: 256)
    }

    /// huggingface.co/Snowflake/snowflake-arctic-embed-l and -l-v2.0; in Ollama's library the
    /// sizes are tags, and m-long is 137m.
    private static let snowflake =
        [
            ("", 1_024, 512), (":22m", 384, 512), (":33m", 384, 512), (":110m", 768, 512),
            (":137m", 768, 2_048), (":335m", 1_024, 512), ("-xs", 384, 512), ("-s", 384, 512),
            ("-m", 768, 512), ("-m-long", 768, 2_048), ("-l", 1_024, 512),
        ].map {
            KnownModel(
                "snowflake-arctic-embed" + $0,
                queryPrefix: "Represent this sentence for searching relevant passages: ",
                dimensions: $1,
                contextTokens: $2
            )
        }
        + [("2", 1_024), ("-l-v2.0", 1_024), ("-m-v2.0", 768)].map {
            KnownModel(
                "snowflake-arctic-embed" + $0,
                queryPrefix: "query: ",
                dimensions: $1,
                contextTokens: 8_192
            )
        }

    /// huggingface.co/ibm-granite/granite-embedding-30m-english and -278m-multilingual: no
    /// instruction.
    private static let granite = [
        ("", nil), (":30m", 384), (":278m", 768), ("-30m-english", 384),
        ("-278m-multilingual", 768),
    ].map {
        KnownModel("granite-embedding" + $0, dimensions: $1, contextTokens: 512)
    }

    /// huggingface.co/intfloat/multilingual-e5-large: each text begins with "query: " or
    /// "passage: ".
    private static let e5 = [
        KnownModel(
            "multilingual-e5-large",
            documentPrefix: "passage: ",
            queryPrefix: "query: ",
            dimensions: 1_024,
            contextTokens: 512
        )
    ]

    /// OpenAI's table of its embedding models: 8,191 tokens at most.
    private static let openAI = [
        ("text-embedding-3-small", 1_536), ("text-embedding-3-large", 3_072),
        ("text-embedding-ada-002", 1_536),
    ].map {
        KnownModel($0, dimensions: $1, contextTokens: 8_191)
    }
}
