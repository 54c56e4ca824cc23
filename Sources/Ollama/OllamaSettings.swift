package import Curl
internal import JSONText

/// One Ollama server, as the configuration gives it.
package struct OllamaSettings: Sendable {
    /// As the configuration names the host.
    package var name: String
    package var address: OllamaAddress
    /// Sent with every request; a secret one appears in no error.
    package var headers: [CurlHeader]
    /// Of the embedders, by model.
    package var embedOptions: [String: OllamaOptions]
    package var limits: OllamaLimits

    /// - Parameter key: what a proxy in front of the server asks for, as a bearer's token.
    package init(
        name: String,
        address: OllamaAddress,
        key: String? = nil,
        headers: [CurlHeader] = [],
        embedOptions: [String: OllamaOptions] = [:],
        limits: OllamaLimits = OllamaLimits()
    ) {
        self.name = name
        self.address = address
        let authorization = key.map {
            CurlHeader("Authorization", "Bearer \($0)", isSecret: true)
        }
        self.headers = headers + [authorization].compactMap { $0 }
        self.embedOptions = embedOptions
        self.limits = limits
    }

    /// A model has the same options under its name and under its name with ":latest".
    func embedOptions(of model: String) -> OllamaOptions? {
        let latest = ":latest"
        let other = model.hasSuffix(latest) ? String(model.dropLast(latest.count)) : model + latest
        return embedOptions[model] ?? embedOptions[other]
    }
}

/// What a model is loaded with, as `{"num_ctx": 2048}`.
///
/// Sent with every request of its embedder, and the same each time: a request with others would
/// load the model anew, and its pin would be lost.
package struct OllamaOptions: Sendable, Hashable {
    let object: JSONObject

    /// - Parameter json: an object as of `options` in Ollama's API.
    package init(_ json: String) throws(OllamaSettingsError) {
        guard let object = (try? JSONReader.value(of: Array(json.utf8)))?.object else {
            throw OllamaSettingsError(
                "The options are no JSON object: write them as {\"num_ctx\": 2048}."
            )
        }
        self.object = object
    }
}

/// A setting that cannot be read.
package struct OllamaSettingsError: Error, Sendable, Hashable {
    /// One sentence.
    package let message: String

    init(_ message: String) {
        self.message = message
    }

    /// The address itself is not told, for it may hold a password.
    static func address(_ what: String) -> OllamaSettingsError {
        OllamaSettingsError(
            "Ollama's address cannot be read: \(what); write [http[s]://]HOST[:PORT][/PATH]."
        )
    }
}

/// How long Ollama's answers may take, and how large they may be.
package struct OllamaLimits: Sendable, Hashable {
    package var connectTimeout: Duration = .seconds(5)
    /// Of what Ollama answers from memory or disk: version, tags, show, unload.
    package var askTimeout: Duration = .seconds(15)
    /// Of the list of loaded models, which waits while one of them is probed.
    package var residentsTimeout: Duration = .seconds(15)
    /// Of an embedding request as a whole; bulk may wait for others, and its channel bounds it.
    package var embedTimeout: Duration = .seconds(300)
    /// From a chat's request to its first byte, which comes after the whole prompt is read.
    package var chatHeadTimeout: Duration = .seconds(600)
    /// Between two lines of a chat.
    package var chatStallTimeout: Duration = .seconds(300)
    /// Of one line of a chat, without its end.
    package var chatLineBytesMax = 8 << 20
    /// Of a chat as a whole.
    package var chatBytesMax = 1 << 30
    /// Of any other answer.
    package var answerBytesMax = 64 << 20
    /// Of the text of an error, beyond which it is cut.
    package var errorBytesMax = 64 << 10
    /// A load that took no longer is none: the model was there.
    package var loadNoticed: Duration = .milliseconds(50)

    package init() {}
}
