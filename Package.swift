// swift-tools-version: 6.2

import PackageDescription

// Read top-down: a target sees only targets above it, and of those only what its row lists.
// docs/architecture.md gives the reasons; TidyTests holds the imports to this table.

let package = Package(
    name: "moult",
    products: [
        .executable(name: "moult", targets: ["moult"]),
        .library(name: "MoultClient", targets: ["MoultClient"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(
            url: "https://github.com/apple/swift-configuration",
            from: "1.4.0",
            traits: ["YAML"]
        ),
        .package(url: "https://github.com/jpsim/Yams", "5.4.0"..<"7.0.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/apple/swift-http-types", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-nio-extras", from: "1.35.2"),
    ],
    targets: [
        // The codec.
        .systemLibrary(
            name: "CProtobufC",
            pkgConfig: "libprotobuf-c",
            providers: [.apt(["libprotobuf-c-dev"])]
        ),
        .systemLibrary(
            name: "CSQLite",
            pkgConfig: "sqlite3",
            providers: [.apt(["libsqlite3-dev"])]
        ),
        .target(name: "CMessages", dependencies: ["CProtobufC"]),
        .target(name: "CUnpack", dependencies: ["CProtobufC"]),
        .systemLibrary(
            name: "CCurl",
            pkgConfig: "libcurl",
            providers: [.apt(["libcurl4-openssl-dev"])]
        ),
        .target(name: "CVectorKernels"),
        .target(name: "Messages", dependencies: ["CProtobufC", "CMessages", "CUnpack"]),

        // The domain.
        .target(name: "Knowledge"),
        .target(name: "Waiting"),
        .target(name: "Spaces", dependencies: ["Knowledge"]),
        .target(
            name: "Memory",
            dependencies: [
                "Knowledge", "Spaces", "Waiting", .product(name: "Logging", package: "swift-log"),
            ]
        ),
        .target(
            name: "Migration",
            dependencies: [
                "Knowledge", "Spaces", "Waiting", .product(name: "Logging", package: "swift-log"),
            ]
        ),

        .target(
            name: "Channels",
            dependencies: [
                "Knowledge", "Spaces", "Waiting", .product(name: "Logging", package: "swift-log"),
            ]
        ),

        // The wire.
        .target(
            name: "Frames",
            dependencies: [.product(name: "NIOCore", package: "swift-nio")]
        ),
        .target(
            name: "RPC",
            dependencies: ["Messages", .product(name: "Logging", package: "swift-log")]
        ),
        .target(
            name: "RPCServer",
            dependencies: [
                "Frames", "Messages", "RPC",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "Logging", package: "swift-log"),
            ]
        ),

        // Adapters.
        .target(name: "VectorIndex", dependencies: ["Knowledge", "Spaces", "CVectorKernels"]),
        .target(
            name: "SQLiteStore",
            dependencies: [
                "CSQLite", "Knowledge", "Spaces", "Memory", "Migration", "Channels",
                .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "Logging", package: "swift-log"),
            ]
        ),
        .target(name: "LexicalEmbedder", dependencies: ["Spaces"]),
        .target(name: "JSONText"),
        .target(name: "Curl", dependencies: ["CCurl"]),
        .target(name: "Ollama", dependencies: ["Spaces", "Channels", "JSONText", "Curl"]),
        .target(name: "OpenAI", dependencies: ["Spaces", "Channels", "JSONText", "Curl"]),

        // The edge.
        .target(
            name: "Services",
            dependencies: [
                "Messages", "RPC", "Knowledge", "Spaces", "Waiting", "Memory", "Migration",
                "Channels",
                "JSONText",
                .product(name: "Logging", package: "swift-log"),
            ]
        ),
        .target(
            name: "InferenceHTTP",
            dependencies: [
                "Channels", "JSONText",
                .product(name: "Hummingbird", package: "hummingbird"),
                .product(name: "HummingbirdCore", package: "hummingbird"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
            ]
        ),
        .target(
            name: "MoultClient",
            dependencies: [
                "Frames", "Messages", "RPC",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ]
        ),
        .target(
            name: "MoultServer",
            dependencies: [
                "Messages", "RPC", "RPCServer", "Knowledge", "Spaces", "Memory", "Migration",
                "Channels", "VectorIndex", "SQLiteStore", "LexicalEmbedder", "Curl", "Ollama",
                "OpenAI", "InferenceHTTP", "Services",
                .product(name: "Logging", package: "swift-log"),
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Configuration", package: "swift-configuration"),
                .product(name: "SystemPackage", package: "swift-system"),
                .product(name: "Yams", package: "Yams"),
                .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ]
        ),
        .executableTarget(
            name: "moult",
            dependencies: [
                "MoultServer", "MoultClient", "Messages",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Logging", package: "swift-log"),
            ]
        ),

        // Tests.
        .target(
            name: "TestSupport",
            dependencies: ["Knowledge", "Spaces", "Memory", "Migration", "Channels"],
            path: "Tests/TestSupport"
        ),
        .target(
            name: "ScriptedHTTP",
            dependencies: [
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            path: "Tests/ScriptedHTTP"
        ),
        .executableTarget(
            name: "moult-test",
            dependencies: [
                "MoultServer", "MoultClient", "Messages", "Knowledge", "Spaces", "TestSupport",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Tests/moult-test"
        ),
        .target(
            name: "OllamaDouble",
            dependencies: [
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ],
            path: "Tests/OllamaDouble/Library"
        ),
        .executableTarget(
            name: "ollama-double",
            dependencies: [
                "OllamaDouble",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "UnixSignals", package: "swift-service-lifecycle"),
            ],
            path: "Tests/OllamaDouble/Program"
        ),
        .executableTarget(
            name: "embed-answer-bench",
            dependencies: ["Ollama"],
            path: "Tests/Benchmarks/embed-answer"
        ),
        .executableTarget(
            name: "channels-bench",
            dependencies: [
                "OllamaDouble", "Curl", "Channels", "Messages", "MoultClient",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            path: "Tests/Benchmarks/channels"
        ),
        .target(
            name: "CTestMessages",
            dependencies: ["CProtobufC"],
            path: "Tests/CTestMessages"
        ),
        .testTarget(
            name: "MessagesTests",
            dependencies: ["Messages", "CMessages", "CUnpack", "CTestMessages"],
            exclude: ["proto", "Fixtures"]
        ),
        .testTarget(name: "KnowledgeTests", dependencies: ["Knowledge"]),
        .testTarget(name: "SpacesTests", dependencies: ["Knowledge", "Spaces"]),
        .testTarget(
            name: "MemoryTests",
            dependencies: [
                "Knowledge", "Spaces", "Waiting", "Memory", "Migration", "TestSupport",
                .product(name: "Logging", package: "swift-log"),
            ]
        ),
        .testTarget(
            name: "MigrationTests",
            dependencies: ["Waiting", "Migration", "TestSupport"]
        ),
        .testTarget(
            name: "ChannelsTests",
            dependencies: [
                "Knowledge", "Spaces", "Channels", "TestSupport",
                .product(name: "Logging", package: "swift-log"),
            ]
        ),
        .testTarget(
            name: "SimulationTests",
            dependencies: ["Knowledge", "Spaces", "Memory", "Migration", "TestSupport"],
            exclude: ["Mutants"]
        ),
        .testTarget(
            name: "FramesTests",
            dependencies: [
                "Frames",
                .product(name: "NIOCore", package: "swift-nio"),
            ]
        ),
        .testTarget(
            name: "RPCServerTests",
            dependencies: [
                "Frames", "Messages", "RPC", "RPCServer", "MoultClient",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "Logging", package: "swift-log"),
            ]
        ),
        .testTarget(
            name: "VectorIndexTests",
            dependencies: ["VectorIndex", "CVectorKernels", "Knowledge", "Spaces"]
        ),
        .testTarget(
            name: "SQLiteStoreTests",
            dependencies: [
                "CSQLite", "SQLiteStore", "Knowledge", "Spaces", "Memory", "Migration", "Channels",
                "TestSupport",
                .product(name: "GRDB", package: "GRDB.swift"),
            ]
        ),
        .testTarget(
            name: "LexicalEmbedderTests",
            dependencies: ["LexicalEmbedder", "Knowledge", "Spaces", "Migration"],
            exclude: ["Judged"]
        ),
        .testTarget(name: "JSONTextTests", dependencies: ["JSONText"]),
        .testTarget(
            name: "CurlTests",
            dependencies: [
                "Curl", "ScriptedHTTP",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ]
        ),
        .testTarget(
            name: "OllamaTests",
            dependencies: [
                "Ollama", "Channels", "Curl", "Spaces", "OllamaDouble",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ]
        ),
        .testTarget(
            name: "OpenAITests",
            dependencies: ["OpenAI", "Spaces", "Channels", "JSONText", "Curl", "ScriptedHTTP"]
        ),
        .testTarget(
            name: "ServicesTests",
            dependencies: [
                "Services", "Knowledge", "Spaces", "Memory", "Migration", "Channels", "Messages",
                "RPC", "TestSupport",
            ]
        ),
        .testTarget(
            name: "InferenceHTTPTests",
            dependencies: [
                "InferenceHTTP", "Channels", "JSONText", "TestSupport",
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "HTTPTypes", package: "swift-http-types"),
                .product(name: "NIOHTTPTypes", package: "swift-nio-extras"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOEmbedded", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "Logging", package: "swift-log"),
            ],
            exclude: ["Python"]
        ),
        .testTarget(
            name: "MoultServerTests",
            dependencies: ["MoultServer", "Spaces", "Migration"]
        ),
        .testTarget(name: "moultTests", dependencies: ["moult"]),
        .testTarget(
            name: "IntegrationTests",
            dependencies: [
                "Frames", "Messages", "MoultClient", "TestSupport", "OllamaDouble",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ]
        ),
        .testTarget(
            name: "OllamaDoubleTests",
            dependencies: [
                "OllamaDouble",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ]
        ),
        .testTarget(name: "TidyTests"),
    ],
    swiftLanguageModes: [.v6]
)

for target in package.targets where target.type != .system {
    let isC = target.name.wholeMatch(of: /C[A-Z].*/) != nil && target.type == .regular
    if isC { continue }
    target.swiftSettings =
        (target.swiftSettings ?? []) + [
            .enableUpcomingFeature("ExistentialAny"),
            .enableUpcomingFeature("InternalImportsByDefault"),
            .enableUpcomingFeature("MemberImportVisibility"),
            .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
            .treatAllWarnings(as: .error),
        ]
}
