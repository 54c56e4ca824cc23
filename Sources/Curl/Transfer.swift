/// One request on its way, as the caller and the loop both know it.
final class Transfer: Sendable {
    let request: CurlRequest
    let address: CurlAddress
    let sink: any AnswerSink
    let start: ContinuousClock.Instant

    init(_ request: CurlRequest, into sink: any AnswerSink) throws(CurlError) {
        for header in request.headers where !header.canBeSent {
            throw CurlError(
                .badHeader,
                "The header “\(header.name)” holds a line end or a zero byte, or its name is none: "
                    + "leave them out."
            )
        }
        self.request = request
        self.sink = sink
        address = try CurlAddress(request.url)
        start = .now
    }
}

extension CurlHeader {
    /// No line of the caller's can become two of the request's.
    fileprivate var canBeSent: Bool {
        !name.isEmpty
            && name.utf8.allSatisfy { $0 > 0x20 && $0 < 0x7f && $0 != UInt8(ascii: ":") }
            && !value.utf8.contains { $0 == 0x0d || $0 == 0x0a || $0 == 0 }
    }
}
