import Testing

/// The domain knows no socket, database, provider or message.
///
/// Stands beside the table, so that no edit of the table lets one in.
struct DomainImports: FileRule {
    static let domain: Set<String> = [
        "Knowledge", "Waiting", "Spaces", "Memory", "Migration", "Channels",
    ]

    private static let foreign = ["NIO", "GRDB", "CCurl", "Curl", "Messages", "CMessages", "RPC"]

    func applies(to file: SourceFile) -> Bool {
        file.isSwift && Self.domain.contains(file.target ?? "")
    }

    func findings(in file: SourceFile) -> [Finding] {
        file.imports
            .filter { _, module in
                module.hasPrefix("NIO") || Self.foreign.contains(module)
            }
            .map { line, module in
                Finding(file.path, line: line, "the domain imports \(module)")
            }
    }
}

@Suite struct DomainImportsTests {
    @Test func `the domain imports no NIO, GRDB, curl or messages`() throws {
        let project = try Project.current.get()
        expectNone(DomainImports().findings(in: project.files))
    }

    @Test(arguments: ["NIOCore", "GRDB", "CCurl", "Messages", "CMessages"])
    func `a foreign import in the domain is found`(module: String) {
        let text = "package import \(module)\n"
        let rule = DomainImports()
        #expect(rule.findings(inSample: text, at: "Sources/Memory/Search.swift").count == 1)
        #expect(rule.findings(inSample: text, at: "Sources/RPC/Call.swift").isEmpty)
    }
}
