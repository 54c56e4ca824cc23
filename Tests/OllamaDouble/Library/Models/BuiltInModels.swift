extension ModelProfile {
    /// What a double has when nobody says otherwise: fast, so that nobody waits for a test.
    package static let builtIn: [ModelProfile] = embedders + chatModels

    private static let embedders = [
        ModelProfile(
            name: "embeddinggemma",
            kind: .embedder,
            family: "gemma3",
            parameterSize: "307.58M",
            quantization: "BF16",
            dimensions: 768,
            context: 2_048,
            sizeBytes: 621_875_917
        ),
        ModelProfile(
            name: "nomic-embed-text",
            kind: .embedder,
            family: "nomic-bert",
            parameterSize: "137M",
            quantization: "F16",
            dimensions: 768,
            context: 2_048,
            sizeBytes: 274_302_450
        ),
        ModelProfile(
            name: "qwen3-embedding",
            kind: .embedder,
            family: "qwen3",
            parameterSize: "595.78M",
            quantization: "Q8_0",
            dimensions: 1_024,
            context: 32_768,
            sizeBytes: 639_153_184
        ),
    ]

    private static let chatModels = [
        ModelProfile(
            name: "llama3.2",
            kind: .chat,
            family: "llama",
            parameterSize: "3.2B",
            extraCapabilities: ["tools"],
            dimensions: 3_072,
            context: 131_072,
            sizeBytes: 2_019_393_189,
            cost: ModelCost(load: .milliseconds(300))
        ),
        ModelProfile(
            name: "qwen3",
            kind: .chat,
            family: "qwen3",
            parameterSize: "8.2B",
            extraCapabilities: ["tools", "thinking"],
            dimensions: 4_096,
            context: 40_960,
            sizeBytes: 5_225_388_164,
            cost: ModelCost(load: .milliseconds(300))
        ),
        ModelProfile(
            name: "gemma3",
            kind: .chat,
            family: "gemma3",
            parameterSize: "4.3B",
            extraCapabilities: ["vision"],
            dimensions: 2_560,
            context: 131_072,
            sizeBytes: 3_338_801_804,
            cost: ModelCost(load: .milliseconds(300))
        ),
    ]
}
