import HTTPTypes
import Hummingbird

/// Lets in who has the token; without one, who is no web page of somebody else's.
///
/// A browser sends what any page tells it to, also to this machine: such a request names the page
/// in `Origin`, or, where a page has its own name resolve to this machine, in `Host`.
struct Doorkeeper: RouterMiddleware {
    let token: BearerToken?
    let address: HTTPAddress

    func handle(
        _ request: Request,
        context: FrontContext,
        next: @concurrent (Request, FrontContext) async throws -> Response
    ) async throws -> Response {
        if let token {
            try check(token, of: request)
        } else {
            try checkOrigin(of: request)
        }
        return try await next(request, context)
    }

    private func check(_ token: BearerToken, of request: Request) throws(Refusal) {
        guard let header = request.headers[.authorization],
            let blank = header.firstIndex(of: " "),
            header[..<blank].lowercased() == "bearer",
            token.matches(header[header.index(after: blank)...])
        else {
            throw Refusal(
                .unauthorised,
                "The token is missing or wrong; send it as \"Authorization: Bearer TOKEN\"."
            )
        }
    }

    private func checkOrigin(of request: Request) throws(Refusal) {
        if let origin = WebOrigin(of: request), !origin.isLocal {
            throw Refusal(.forbidden, "Web pages of \"\(origin.text)\" may not ask this server.")
        }
        guard HTTPAddress.isLocal(address.host), let authority = request.head.authority,
            !HTTPAddress.isLocal(WebOrigin.host(of: authority[...]))
        else { return }
        throw Refusal(
            .forbidden,
            "\"\(authority)\" is no name of this server; ask it at \(address.host)."
        )
    }
}
