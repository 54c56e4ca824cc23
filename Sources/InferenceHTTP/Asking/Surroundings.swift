import Channels
import HTTPTypes
import Hummingbird
import JSONText
import Logging

/// What the routes stand on.
struct Surroundings: Sendable {
    /// nil: there is no host to chat with.
    let chat: (any ChatServing)?
    let embeds: any EmbedServing
    let hosts: any HostsServing
    let models: any ModelsServing
    let settings: InferenceHTTPSettings
    let bodies: Bodies
    let clock: any Clock<Duration>
    let nowUnixMs: @Sendable () -> Int64
    let logger: Logger
    let givenUp: GivenUpJobs

    var catalog: ModelCatalog { ModelCatalog(hosts: hosts, facts: models) }

    func chatting() throws(Refusal) -> any ChatServing {
        guard let chat else {
            throw Refusal(
                .notConfigured,
                "This server has no host to chat with; name one in its configuration."
            )
        }
        return chat
    }

    /// A job as the request's headers have it, for `model` and a body as of `/api/chat`.
    func job(_ model: String, _ body: JSONObject, of request: Request) -> JobRequest {
        JobRequest(
            model: model,
            body: JSONValue.object(body).description,
            label: String((request.headers[.userAgent] ?? "").prefix(Self.labelLengthMax)),
            traceparent: TraceContext.parent(in: request.headers)
        )
    }

    private static let labelLengthMax = 64
}

enum TraceContext {
    /// The header of W3C's trace context; empty: there is none, or none by its grammar.
    static func parent(in headers: HTTPFields) -> String {
        guard let name = HTTPField.Name("traceparent"), let text = headers[name] else { return "" }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let isWhole =
            parts.map(\.utf8.count) == [2, 32, 16, 2] && parts[0] != "ff"
            && parts.allSatisfy { $0.utf8.allSatisfy(isLowercaseHex) }
            && [parts[1], parts[2]].allSatisfy { $0.contains { $0 != "0" } }
        return isWhole ? text : ""
    }

    private static func isLowercaseHex(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
            || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
    }
}
