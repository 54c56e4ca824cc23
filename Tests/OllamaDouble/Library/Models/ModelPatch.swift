internal import Foundation

/// What somebody says about a model; the rest is as it was.
package struct ModelPatch: Codable, Sendable {
    package let name: String
    var kind: ModelProfile.Kind?
    var blob: String?
    var digest: String?
    var family: String?
    var capabilities: [String]?
    var dimensions: Int?
    var context: Int?
    var sizeBytes: Int64?
    var loadMilliseconds: Double?
    var requestMilliseconds: Double?
    var itemMilliseconds: Double?
    var tokenMicroseconds: Double?
    var replyTokenMilliseconds: Double?
    var replyTokens: Int?
    var thinkingTokens: Int?
    var parallel: Int?

    private enum CodingKeys: String, CodingKey {
        case name, kind, blob, digest, family, capabilities, dimensions, context, parallel
        case sizeBytes = "size_bytes"
        case loadMilliseconds = "load_ms"
        case requestMilliseconds = "request_ms"
        case itemMilliseconds = "item_ms"
        case tokenMicroseconds = "token_us"
        case replyTokenMilliseconds = "reply_token_ms"
        case replyTokens = "reply_tokens"
        case thinkingTokens = "thinking_tokens"
    }
}

extension ModelPatch {
    /// As a flag has it: "embeddinggemma,item_ms=15,load_ms=2000".
    package init(parsing text: String) throws {
        let parts = text.split(separator: ",").map(String.init)
        guard let name = parts.first, !name.contains("=") else {
            throw ModelPatchError(text, "it has to begin with a name")
        }
        var fields: [String: JSONValue] = ["name": .string(name)]
        for part in parts.dropFirst() {
            let sides = part.split(separator: "=", maxSplits: 1).map(String.init)
            guard sides.count == 2 else { throw ModelPatchError(text, "“\(part)” has no value") }
            guard CodingKeys(rawValue: sides[0]) != nil else {
                throw ModelPatchError(text, "there is no “\(sides[0])”")
            }
            fields[sides[0]] = Self.value(sides[1], of: sides[0])
        }
        do {
            let json = try JSONEncoder().encode(JSONValue.object(fields))
            self = try JSONDecoder().decode(ModelPatch.self, from: json)
        } catch {
            throw ModelPatchError(text, "a value is of the wrong kind")
        }
    }

    private static func value(_ text: String, of key: String) -> JSONValue {
        if key == CodingKeys.capabilities.rawValue {
            return .array(text.split(separator: "+").map { .string(String($0)) })
        }
        return Double(text).map(JSONValue.number) ?? .string(text)
    }

    /// A model of that name: the one that was, or a new one.
    func applied(to model: ModelProfile?) -> ModelProfile {
        var model = model ?? ModelProfile(name: name, kind: kind ?? .embedder)
        if let kind { model.kind = kind }
        if let blob {
            model.blob = blob
            model.digest = digest ?? Digest.hex(of: blob)
        }
        if let digest { model.digest = digest }
        if let family { model.family = family }
        if let capabilities { model.extraCapabilities = capabilities }
        if let dimensions { model.dimensions = dimensions }
        if let context { model.context = context }
        if let sizeBytes { model.sizeBytes = sizeBytes }
        if let replyTokens { model.reply.tokens = replyTokens }
        if let thinkingTokens { model.reply.thinkingTokens = thinkingTokens }
        apply(to: &model.cost)
        return model
    }

    private func apply(to cost: inout ModelCost) {
        if let loadMilliseconds { cost.load = .seconds(loadMilliseconds / 1e3) }
        if let requestMilliseconds { cost.request = .seconds(requestMilliseconds / 1e3) }
        if let itemMilliseconds { cost.item = .seconds(itemMilliseconds / 1e3) }
        if let tokenMicroseconds { cost.token = .seconds(tokenMicroseconds / 1e6) }
        if let replyTokenMilliseconds { cost.replyToken = .seconds(replyTokenMilliseconds / 1e3) }
        if let parallel { cost.parallel = parallel }
    }
}

/// A description of a model that cannot be read.
package struct ModelPatchError: Error, CustomStringConvertible {
    package let message: String

    init(_ text: String, _ fault: String) {
        message = "The model “\(text)” cannot be read: \(fault)."
    }

    package var description: String { message }
}
