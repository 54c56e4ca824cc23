internal import Channels
internal import JSONText

/// A chat request's body: what its client wrote, with up to three members put behind it.
enum ChatBody {
    /// The members that are Moult's to set.
    static let own = ["model", "stream", "keep_alive"]

    /// Arrays and objects within each other, as in a JSON schema for `format`.
    static let depthMax = 256

    /// - Returns: `body` byte by byte, and behind its last member those of the three that are said.
    /// - Throws: *refused*, if it is no JSON object or has one of the three.
    static func spliced(
        _ body: String,
        model: String,
        keepAlive: KeepAlive
    ) throws(HostError) -> String {
        let isEmpty = try check(body)
        let end = body.lastIndex(of: "}") ?? body.endIndex
        let name = JSONValue.string(model)
        let timer = keepAlive.json.map { ",\"keep_alive\":\($0)" } ?? ""
        return body[..<end] + (isEmpty ? "" : ",")
            + "\"model\":\(name),\"stream\":true\(timer)}"
    }

    /// - Returns: whether it has no member.
    private static func check(_ body: String) throws(HostError) -> Bool {
        var names: [String] = []
        do throws(JSONError) {
            var limits = JSONLimits()
            limits.depthMax = depthMax
            var reader = try JSONReader(Array(body.utf8), limits: limits)
            try reader.object { name, reader throws(JSONError) in
                names.append(name)
                try reader.skip()
            }
            try reader.end()
        } catch {
            throw HostError(.refused, "The chat's body is no JSON object: \(error.message)")
        }
        if let taken = names.first(where: { own.contains($0.foldedAsGoFolds) }) {
            throw HostError(
                .refused,
                "The chat's body has \"\(taken)\", which is set from the job: leave it out."
            )
        }
        return names.isEmpty
    }
}

extension String {
    /// Go's encoding/json takes a member for a field whatever its case, also where the only fold
    /// is a letter outside of ASCII: U+212A is a k, U+017F an s.
    fileprivate var foldedAsGoFolds: String {
        lowercased().replacing("\u{212A}", with: "k").replacing("\u{017F}", with: "s")
    }
}
