import HTTPTypes
import Hummingbird

/// The web page, or the program, that a browser's request comes from.
struct WebOrigin {
    let text: String

    /// nil: no page asks.
    init?(of request: Request) {
        guard let text = request.headers[.origin] else { return nil }
        self.text = text
    }

    /// Whether it is of this machine.
    ///
    /// Schemes of programs that show their own pages count as such, as Ollama has it.
    var isLocal: Bool {
        guard let mark = text.firstRange(of: "://") else { return false }
        let scheme = text[..<mark.lowerBound].lowercased()
        if Self.programs.contains(scheme) { return true }
        let host = Self.host(of: text[mark.upperBound...])
        return HTTPAddress.isLocal(host) || host == "0.0.0.0"
    }

    private static let programs: Set<String> = [
        "app", "file", "tauri", "vscode-webview", "vscode-file",
    ]

    static func host(of authority: Substring) -> Substring {
        if authority.first == "[" { return authority.dropFirst().prefix { $0 != "]" } }
        return authority.prefix { $0 != ":" }
    }
}

/// Lets pages of this machine read what they are answered, and ask beforehand whether they may.
///
/// By the Fetch standard, with the methods and headers that Ollama allows. Pages of others get no
/// such word, so that a browser shows them nothing.
struct CrossOrigin: RouterMiddleware {
    func handle(
        _ request: Request,
        context: FrontContext,
        next: @concurrent (Request, FrontContext) async throws -> Response
    ) async throws -> Response {
        guard let origin = WebOrigin(of: request), origin.isLocal else {
            return try await next(request, context)
        }
        // A browser asks beforehand without any token.
        var response =
            request.method == .options
            ? Response(status: .noContent, headers: Self.permissions)
            : try await next(request, context)
        response.headers[.accessControlAllowOrigin] = origin.text
        response.headers[.vary] = "Origin"
        return response
    }

    private static let permissions: HTTPFields = [
        .accessControlAllowMethods: "GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS",
        .accessControlAllowHeaders: headers.joined(separator: ", "),
        // Seconds: half a day, as Ollama has it.
        .accessControlMaxAge: "43200",
    ]

    private static let headers = [
        "Authorization", "Content-Type", "User-Agent", "Accept", "X-Requested-With",
        "Idempotency-Key", "Last-Event-ID", "traceparent", "OpenAI-Beta", "x-stainless-arch",
        "x-stainless-async", "x-stainless-custom-poll-interval", "x-stainless-helper-method",
        "x-stainless-lang", "x-stainless-os", "x-stainless-package-version",
        "x-stainless-poll-helper", "x-stainless-retry-count", "x-stainless-runtime",
        "x-stainless-runtime-version", "x-stainless-timeout",
    ]
}
