internal import Curl

/// What an answer that is no success says, and which failure that is.
///
/// The text goes before the status, for statuses differ between Ollama's versions: an embedder's
/// crash is a 500 in one and a 400 in the other. Texts are those of Ollama's server/routes.go,
/// server/sched.go, llm/status.go and llm/llama_server.go, in lower case.
struct ErrorText: Sendable {
    let status: Int
    /// As the server sent it, on one line, shortened, and without a secret.
    let shown: String
    private let lowercased: String

    /// Of a server's text so many characters are shown.
    static let shownMax = 300

    init(status: Int, _ text: String, secrets: [String] = []) {
        self.status = status
        lowercased = text.lowercased()
        shown = Self.shortened(Self.hiding(secrets, in: text))
    }

    var kind: OllamaFailure.Kind {
        Self.kinds.first { _, texts in texts.contains(where: lowercased.contains) }?.kind
            ?? kindOfStatus
    }

    /// In this order: a load that failed for lack of memory names both.
    private static let kinds: [(kind: OllamaFailure.Kind, texts: [String])] = [
        (.busy, ["server busy", "maximum pending requests exceeded"]),
        (.outOfMemory, outOfMemory),
        (.tooLong, tooLong),
        (
            .notANumber,
            [
                "nan or inf", "unsupported value: nan", "unsupported value: +inf",
                "unsupported value: -inf",
            ]
        ),
        (.unable, ["does not support", "invalid model name"]),
        (.failed, failed),
        (.unknownModel, ["try pulling it first", "model is required"]),
        (.denied, ["unauthorized", "cloud is disabled"]),
    ]

    private static let outOfMemory = [
        "out of memory", "out-of-memory", "out of device memory", "more system memory",
        "cudamalloc failed", "hipmalloc failed", "failed to allocate", "allocation failed",
        "not enough memory", "insufficient memory", "vk_error_out_of_device_memory",
        "erroroutofmemory",
    ]

    private static let tooLong = [
        "exceeds the context length", "exceeds maximum context length", "too large to process",
        "context size has been exceeded", "exceeds the available context size",
    ]

    /// Of the model's process, of its load, and of the connection between the two of them.
    private static let failed = [
        "process has terminated", "process no longer running", "runner crashed",
        "timed out waiting for", "error loading model", "unable to load model",
        "unexpected server status", "embedding request:", "error reading embed response",
        "connection refused", "connection reset", "unexpected eof", "request canceled",
        "cuda error", "rocm error",
    ]

    private var kindOfStatus: OllamaFailure.Kind {
        switch status {
        case 404 where isAboutAModel: .unknownModel
        case 401, 403, 404, 405, 407, 300..<400: .denied
        case 408, 504: .timedOut
        case 429, 503: .busy
        case 502: .unreachable
        case 499: .failed
        case 400..<500: .refused
        default: .failed
        }
    }

    /// `model 'x' not found`, `model "x" not found`; a path that is not served is neither.
    private var isAboutAModel: Bool {
        lowercased.contains("model") && lowercased.contains("not found")
    }

    private static func hiding(_ secrets: [String], in text: String) -> String {
        secrets.reduce(text) { $1.isEmpty ? $0 : $0.replacing($1, with: "…") }
    }

    private static func shortened(_ text: String) -> String {
        let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return line.count > shownMax ? line.prefix(shownMax) + "…" : line
    }
}
