import Messages
import MoultClient
import OllamaDouble
import Testing

/// What people see of the hosts, and what they ask of them directly.
extension TestServer {
    var conditions: [MoultV1.Condition] {
        get async throws { try await stats().conditions }
    }

    /// The condition of that name, when it comes.
    @discardableResult
    func condition(_ name: String) async throws -> MoultV1.Condition {
        var found: MoultV1.Condition?
        try await eventually("the condition \(name)") {
            found = try await conditions.first { $0.name == name }
            return found != nil
        }
        return try #require(found)
    }

    /// Waits until nothing is wrong any more.
    func waitUntilWell() async throws {
        var last: [MoultV1.Condition] = []
        do {
            try await eventually("no condition holds") {
                last = try await conditions
                return last.isEmpty
            }
        } catch {
            throw TestFailure("\(error); there is \(last.map { "\($0.name): \($0.message)" })")
        }
    }

    func host() async throws -> MoultV1.ModelHost {
        let models = try await client.inference.listModels(MoultV1.ListModelsRequest())
        return try #require(models.hosts.first)
    }

    func embed(
        _ texts: [String],
        target: String = "",
        truncate: Bool = false
    ) async throws -> MoultV1.EmbedResponse {
        try await client.inference.embed(
            MoultV1.EmbedRequest(texts: texts, target: target, truncate: truncate)
        )
    }

    /// Whether the item is the nearest to its own text; a query has another prefix than a document.
    func isNearest(_ key: String, _ text: String) async throws -> Bool {
        try await search(text, .semantic).hits.first?.item?.key == key
    }

    /// Waits until the embedder is loaded, pinned and seen so.
    func waitUntilPinned(on double: OllamaDouble) async throws {
        try await eventually("the embedder is pinned") {
            double.state.loaded.contains(where: \.isPinned)
        }
        try await waitUntilWell()
    }
}

/// What lies in the database of a server that does not run.
struct VectorsAtRest {
    /// Of every space.
    let vectors: [[Float]]

    init(of server: TestServer) async throws {
        let spaces = try await Self.lines(of: server, "SELECT id FROM spaces WHERE state = 'kept';")
        let query = spaces.map { "SELECT hex(vector) FROM vectors_\($0);" }.joined()
        vectors = try await Self.lines(of: server, query).map(Self.floats)
    }

    /// How many are of another length than 1, or of none at all.
    var wrong: Int {
        vectors.count { vector in
            let length = vector.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
            // Not so for NaN either.
            return !(abs(length - 1) < 0.001)
        }
    }

    private static func lines(of server: TestServer, _ query: String) async throws -> [String] {
        let result = try await Command.run("sqlite3", server.database, query)
        guard result.code == 0 else { throw TestFailure("sqlite3: \(result.output)") }
        return result.output.split(separator: "\n").map(String.init)
    }

    /// 32-bit floats, little-endian, as hexadecimal digits.
    private static func floats(_ digits: String) -> [Float] {
        let bytes = stride(from: 0, to: digits.utf8.count, by: 2).map { place in
            let start = digits.utf8.index(digits.startIndex, offsetBy: place)
            let end = digits.utf8.index(start, offsetBy: 2)
            return UInt32(digits[start..<end], radix: 16) ?? 0
        }
        return stride(from: 0, to: bytes.count, by: 4).map { place in
            Float(
                bitPattern: bytes[place] | bytes[place + 1] << 8 | bytes[place + 2] << 16
                    | bytes[place + 3] << 24
            )
        }
    }
}
