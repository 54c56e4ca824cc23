internal import CCurl
internal import Glibc

// The sentences. None shows a header's value, a body, or a URL's user, password and query.
extension CurlError {
    /// nil: the transfer has ended well.
    init?(_ code: CURLcode, of handle: EasyHandle, in exchange: Exchange) {
        let place = exchange.transfer.address.shown
        let limits = exchange.transfer.request.limits
        switch code {
        case CURLE_OK where exchange.hasHead:
            return nil
        // libcurl is content with a head that ends in its middle.
        case CURLE_OK:
            self.init(.reset, Self.brokenOff(place))
        case _ where exchange.refusal != nil:
            self = exchange.refusal ?? .outOfMemory
        case CURLE_URL_MALFORMAT:
            self.init(.badURL, "\(place) is no URL that can be asked: see how it is written.")
        case CURLE_COULDNT_RESOLVE_HOST:
            self.init(.unresolved, "The host of \(place) has no address: see its name and the DNS.")
        case CURLE_COULDNT_CONNECT:
            self.init(.unreachable, Self.unreachable(place, handle.systemError))
        case CURLE_OPERATION_TIMEDOUT:
            self.init(
                .timedOut(.connect),
                "\(place) gave no connection within \(limits.connectTimeout): see whether it runs."
            )
        case CURLE_SEND_ERROR, CURLE_RECV_ERROR, CURLE_GOT_NOTHING, CURLE_PARTIAL_FILE:
            self.init(.reset, Self.brokenOff(place))
        case _ where Self.tlsCodes.contains(code.rawValue):
            self.init(.tls, "No safe connection to \(place): \(handle.errorMessage).")
        default:
            let words = String(cString: curl_easy_strerror(code))
            self.init(.other, "The answer of \(place) cannot be read (\(code.rawValue)): \(words).")
        }
    }

    private static let tlsCodes = Set(
        [
            CURLE_SSL_CONNECT_ERROR, CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CACERT_BADFILE,
            CURLE_SSL_CERTPROBLEM, CURLE_SSL_CIPHER, CURLE_SSL_ISSUER_ERROR, CURLE_USE_SSL_FAILED,
            CURLE_SSL_INVALIDCERTSTATUS, CURLE_SSL_ENGINE_INITFAILED,
        ].map(\.rawValue)
    )

    private static func brokenOff(_ place: String) -> String {
        "\(place) broke the connection off before its answer was whole: see its log."
    }

    private static func unreachable(_ place: String, _ systemError: Int32) -> String {
        guard systemError != 0 else { return "Nobody answers at \(place): see whether it runs." }
        let reason = String(cString: strerror(systemError))
        return "Nobody answers at \(place) (\(reason)): see whether it runs."
    }

    static func timedOut(_ phase: CurlPhase, _ transfer: Transfer) -> CurlError {
        let place = transfer.address.shown
        let limits = transfer.request.limits
        let what =
            switch phase {
            case .connect: "gave no connection within \(limits.connectTimeout)"
            case .head: "did not begin to answer within \(limits.headTimeout.orNone)"
            case .stall: "sent nothing more for \(limits.stallTimeout.orNone)"
            case .total: "did not finish within \(limits.totalTimeout.orNone)"
            }
        return CurlError(.timedOut(phase), "\(place) \(what): see whether it is overloaded.")
    }

    static func tooLarge(_ bytesMax: Int, _ transfer: Transfer) -> CurlError {
        CurlError(
            .tooLarge,
            "The answer of \(transfer.address.shown) is larger than \(bytesMax) bytes: ask for less."
        )
    }

    static func headTooLarge(_ transfer: Transfer) -> CurlError {
        CurlError(
            .tooLarge,
            "The head of the answer of \(transfer.address.shown) is too large: see what answers there."
        )
    }

    static func tooMany(_ waitingMax: Int) -> CurlError {
        CurlError(.tooMany, "\(waitingMax) requests wait already: ask again later.")
    }

    static func cancelled(_ transfer: Transfer) -> CurlError {
        CurlError(.cancelled, "The request to \(transfer.address.shown) was cancelled.")
    }

    static let closed = CurlError(.closed, "The client was closed before the answer was whole.")
}

extension Duration? {
    fileprivate var orNone: String { map { "\($0)" } ?? "no limit" }
}
