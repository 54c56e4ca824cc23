/// One request, and how long and how large its answer may be.
package struct CurlRequest: Sendable {
    package var method: CurlMethod
    /// `http` or `https`; a user and a password in it are sent, and shown nowhere.
    package var url: String
    package var headers: [CurlHeader]
    package var body: [UInt8]
    package var limits: TransferLimits

    /// Whether the server may get it twice.
    ///
    /// A connection that was kept alive may be closed by the server at the very moment it is used.
    /// libcurl then sends the request again, on a fresh connection, if not one byte of an answer
    /// has come: it cannot know whether the server had read the first. Where a second reading would
    /// do harm, say false: the request gets a connection of its own, and is sent once.
    package var isRepeatable = true

    package init(
        method: CurlMethod = .get,
        url: String,
        headers: [CurlHeader] = [],
        body: [UInt8] = [],
        limits: TransferLimits = TransferLimits()
    ) {
        self.method = method
        self.url = url
        self.headers = headers
        self.body = body
        self.limits = limits
    }
}

package enum CurlMethod: String, Sendable, Hashable {
    case get = "GET"
    case post = "POST"
    case put = "PUT"
    case delete = "DELETE"
}

/// How long each phase of a transfer may take, and how much may come.
package struct TransferLimits: Sendable, Hashable {
    /// Name, connection and TLS.
    package var connectTimeout: Duration = .seconds(5)
    /// From the moment the request can be sent to the first byte of the answer; nil: however long,
    /// as for the load of a model.
    package var headTimeout: Duration? = .seconds(60)
    /// The longest time without a byte, once the answer has begun.
    ///
    /// The time in which the reader of a stream is busy does not count. nil: however long.
    package var stallTimeout: Duration? = .seconds(60)
    /// From the call to the end of the body, with the wait for a free connection; nil: however
    /// long.
    package var totalTimeout: Duration?
    /// The most bytes of a body.
    package var responseBytesMax: Int = 64 << 20

    package init() {}
}
