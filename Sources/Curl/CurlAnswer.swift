/// The head of an answer: it came before any of the body.
package struct CurlHead: Sendable, Hashable {
    package var status: Int
    package var headers: CurlHeaders

    package init(status: Int, headers: CurlHeaders = CurlHeaders()) {
        self.status = status
        self.headers = headers
    }
}

/// An answer with its whole body.
package struct CurlAnswer: Sendable, Hashable {
    package var head: CurlHead
    package var body: [UInt8]

    package var status: Int { head.status }
    package var headers: CurlHeaders { head.headers }

    package init(head: CurlHead, body: [UInt8]) {
        self.head = head
        self.body = body
    }
}

/// What a stream brings: the head once, then the body in pieces of whatever size they came.
package enum CurlChunk: Sendable, Hashable {
    case head(CurlHead)
    /// Never empty.
    case bytes([UInt8])
}
