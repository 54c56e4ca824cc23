internal import Curl

/// One request to an Ollama server.
struct OllamaCall: Sendable {
    /// As "/api/embed".
    let path: String
    /// What it is about, for its errors.
    var model = ""
    /// JSON; nil: it is a GET.
    var body: [UInt8]?
    /// nil: the caller bounds it.
    var timeout: Duration?
}

/// Requests to one Ollama server, and its answers that are successes.
struct OllamaConnection: Sendable {
    let client: CurlClient
    let settings: OllamaSettings

    var limits: OllamaLimits { settings.limits }

    /// The body of an answer that is a success.
    func answer(to call: OllamaCall) async throws(OllamaFailure) -> [UInt8] {
        var transfer = TransferLimits()
        transfer.connectTimeout = limits.connectTimeout
        transfer.headTimeout = nil
        transfer.stallTimeout = nil
        transfer.totalTimeout = call.timeout
        transfer.responseBytesMax = limits.answerBytesMax
        let answer: CurlAnswer
        do {
            answer = try await client.answer(to: request(for: call, transfer))
        } catch {
            throw OllamaFailure(error)
        }
        guard answer.status == 200 else { throw failure(of: call, answer.head, answer.body) }
        return answer.body
    }

    func request(for call: OllamaCall, _ transfer: TransferLimits) -> CurlRequest {
        let content = call.body.map { _ in CurlHeader("Content-Type", "application/json") }
        return CurlRequest(
            method: call.body == nil ? .get : .post,
            url: settings.address.base + call.path,
            headers: settings.headers + [content].compactMap { $0 },
            body: call.body ?? [],
            limits: transfer
        )
    }

    /// What an answer that is no success says.
    func failure(of call: OllamaCall, _ head: CurlHead, _ body: [UInt8]) -> OllamaFailure {
        let text = OllamaJSON.errorText(in: Array(body.prefix(limits.errorBytesMax)))
        var failure = failure(of: call, status: head.status, text)
        failure.retryAfter = head.headers["Retry-After"].flatMap(Self.seconds)
        return failure
    }

    /// What an error says, in an answer of `status` or in one of its lines.
    func failure(of call: OllamaCall, status: Int, _ text: String) -> OllamaFailure {
        let said = ErrorText(
            status: status,
            text,
            secrets: settings.headers.flatMap(Self.secrets)
        )
        return OllamaFailure(said, from: settings.address, call)
    }

    /// An answer that is a success and cannot be read.
    func unreadable(_ call: OllamaCall) -> OllamaFailure {
        OllamaFailure(
            .failed,
            "\(settings.address)\(call.path) answered with something that is none of Ollama's: "
                + "see what runs there."
        )
    }

    /// The value and, of "Bearer KEY", the key by itself.
    private static func secrets(of header: CurlHeader) -> [String] {
        guard header.isSecret else { return [] }
        let words = header.value.split(separator: " ", maxSplits: 1)
        return [header.value] + (words.count == 2 ? [String(words[1])] : [])
    }

    /// A date is passed over: whoever retries has a pause of its own.
    private static func seconds(_ text: String) -> Duration? {
        UInt16(text).map { .seconds($0) }
    }
}

extension OllamaFailure {
    init(_ said: ErrorText, from address: OllamaAddress, _ call: OllamaCall) {
        guard said.kind != .unknownModel else {
            self.init(
                .unknownModel,
                "The model \"\(call.model)\" is not installed at \(address): "
                    + "run `ollama pull \(call.model)` there."
            )
            return
        }
        let text = said.shown.isEmpty ? "" : ", \"\(said.shown)\""
        self.init(
            said.kind,
            "\(address)\(call.path) answered \(said.status)\(text): \(Self.advice(for: said))."
        )
    }

    private static func advice(for said: ErrorText) -> String {
        switch said.kind {
        case .busy: "it takes no more now; ask again"
        case .outOfMemory: "the model does not fit; use a smaller one, or unload others"
        case .tooLong: "shorten the text, or let it be cut"
        case .notANumber: "the model makes no vector of a text; see Ollama's log"
        case .unable: "use another model"
        case .denied where (300..<400).contains(said.status): "name the address that it leads to"
        case .denied where [404, 405].contains(said.status):
            "see the address and Ollama's version"
        case .denied: "see the key and the rights that are configured for this host"
        case .refused: "it will not serve this request; change it"
        case .timedOut: "see what keeps the server"
        case .unreachable: "what stands before Ollama does not reach it; see whether it runs"
        case .failed, .unknownModel, .cancelled: "see Ollama's log"
        }
    }
}
