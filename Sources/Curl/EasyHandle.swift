internal import CCurl

/// Owns one of libcurl's easy handles, which is used for one transfer after another.
///
/// Belongs to the loop's thread. While a transfer runs, libcurl holds this object's address: the
/// loop keeps it in its table until the handle has been taken out of the multi handle.
final class EasyHandle {
    let pointer: UnsafeMutableRawPointer
    private(set) var exchange: Exchange?
    private var headerLines: UnsafeMutablePointer<curl_slist>?
    private let errorText: UnsafeMutablePointer<CChar>

    /// nil: no memory, or libcurl lacks an option that is needed.
    init?(authorities: String?) {
        guard let pointer = curl_easy_init() else { return nil }
        self.pointer = pointer
        errorText = .allocate(capacity: Int(CURL_ERROR_SIZE))
        errorText.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        guard setUp(authorities: authorities) else { return nil }
    }

    deinit {
        curl_easy_cleanup(pointer)
        curl_slist_free_all(headerLines)
        errorText.deallocate()
    }

    /// The handle whose `CURLOPT_PRIVATE` libcurl gives back.
    static func of(_ pointer: UnsafeMutableRawPointer) -> EasyHandle? {
        moult_curl_get_pointer(pointer, CURLINFO_PRIVATE).map {
            Unmanaged<EasyHandle>.fromOpaque($0).takeUnretainedValue()
        }
    }

    /// Sets everything that differs between requests.
    ///
    /// - Returns: false: libcurl got no memory.
    func begin(_ exchange: Exchange) -> Bool {
        self.exchange = exchange
        errorText[0] = 0
        let request = exchange.transfer.request
        return set(CURLOPT_URL, request.url)
            && set(method: request.method, body: request.body)
            && set(headers: request.headers, hasBody: !request.body.isEmpty)
            && set(CURLOPT_FRESH_CONNECT, request.isRepeatable ? 0 : 1)
            && set(CURLOPT_CONNECTTIMEOUT_MS, request.limits.connectTimeout.wholeMilliseconds)
    }

    func end() {
        exchange = nil
        _ = set(CURLOPT_COPYPOSTFIELDS, nil as UnsafeRawPointer?)
        freeHeaderLines()
    }

    /// libcurl's own words for what went wrong last; may be empty.
    var errorMessage: String { String(cString: errorText) }

    /// The system's error number of a connection that failed.
    var systemError: Int32 { Int32(moult_curl_get_long(pointer, CURLINFO_OS_ERRNO)) }

    /// What never differs between requests.
    private func setUp(authorities: String?) -> Bool {
        let user = UnsafeRawPointer(Unmanaged.passUnretained(self).toOpaque())
        return setUpReceivers(user: user)
            && set(CURLOPT_PROTOCOLS_STR, "http,https")
            && set(CURLOPT_FOLLOWLOCATION, 0)
            // The empty proxy and the star keep the environment's proxies out.
            && set(CURLOPT_PROXY, "") && set(CURLOPT_NOPROXY, "*")
            && set(CURLOPT_SSL_VERIFYPEER, 1) && set(CURLOPT_SSL_VERIFYHOST, 2)
            && (authorities.map { set(CURLOPT_CAINFO, $0) } ?? true)
            && set(CURLOPT_HTTP_VERSION, Int(CURL_HTTP_VERSION_1_1))
            && set(CURLOPT_NOSIGNAL, 1)
            && set(CURLOPT_TCP_NODELAY, 1) && set(CURLOPT_TCP_KEEPALIVE, 1)
            && set(CURLOPT_BUFFERSIZE, 64 << 10)
            && set(CURLOPT_USERAGENT, "moult")
            // Or else the whole loop would wait for the thread that looks a name up, whenever a
            // transfer ends before its name is found. The thread frees what it holds by itself.
            && set(CURLOPT_QUICK_EXIT, 1)
    }

    private func setUpReceivers(user: UnsafeRawPointer) -> Bool {
        set(CURLOPT_PRIVATE, user)
            && set(CURLOPT_ERRORBUFFER, UnsafeRawPointer(errorText))
            && set(CURLOPT_WRITEDATA, user) && set(CURLOPT_HEADERDATA, user)
            && set(CURLOPT_PREREQDATA, user)
            && moult_curl_set_receiver(pointer, CURLOPT_WRITEFUNCTION, receiveBody) == CURLE_OK
            && moult_curl_set_receiver(pointer, CURLOPT_HEADERFUNCTION, receiveHead) == CURLE_OK
            && moult_curl_set_prereq(pointer, connected) == CURLE_OK
    }
}

// What differs between requests.
extension EasyHandle {
    private func set(method: CurlMethod, body: [UInt8]) -> Bool {
        // HTTPGET undoes what the request before has set.
        guard set(CURLOPT_HTTPGET, 1) else { return false }
        let sendsBody = !body.isEmpty || method == .post || method == .put
        return (!sendsBody || set(body: body)) && set(CURLOPT_CUSTOMREQUEST, method.rawValue)
    }

    /// libcurl copies it: it may have to send it twice, and outlive an array's address.
    private func set(body: [UInt8]) -> Bool {
        set(CURLOPT_POST, 1)
            && moult_curl_set_size(pointer, CURLOPT_POSTFIELDSIZE_LARGE, body.count) == CURLE_OK
            && body.withUnsafeBytes { bytes in
                bytes.isEmpty
                    ? set(CURLOPT_COPYPOSTFIELDS, "")
                    : set(CURLOPT_COPYPOSTFIELDS, bytes.baseAddress)
            }
    }

    private func set(headers: [CurlHeader], hasBody: Bool) -> Bool {
        freeHeaderLines()
        // libcurl would add the first to large bodies and wait for an answer to it, and would call
        // any body a form's.
        guard append(headerLine: "Expect:") else { return false }
        if !headers.contains(where: { $0.name.isSameHeader(as: "Content-Type") }) {
            guard append(headerLine: "Content-Type:") else { return false }
        }
        for header in headers {
            // "Name;" is libcurl's way to write a header without a value.
            let line = header.value.isEmpty ? "\(header.name);" : "\(header.name): \(header.value)"
            guard append(headerLine: line) else { return false }
        }
        return set(CURLOPT_HTTPHEADER, UnsafeRawPointer(headerLines))
    }

    private func append(headerLine: String) -> Bool {
        guard let lines = curl_slist_append(headerLines, headerLine) else { return false }
        headerLines = lines
        return true
    }

    private func freeHeaderLines() {
        _ = set(CURLOPT_HTTPHEADER, nil as UnsafeRawPointer?)
        curl_slist_free_all(headerLines)
        headerLines = nil
    }

    private func set(_ option: CURLoption, _ value: Int) -> Bool {
        moult_curl_set_long(pointer, option, value) == CURLE_OK
    }

    private func set(_ option: CURLoption, _ value: UnsafeRawPointer?) -> Bool {
        moult_curl_set_pointer(pointer, option, value) == CURLE_OK
    }

    private func set(_ option: CURLoption, _ text: String) -> Bool {
        text.withCString { set(option, UnsafeRawPointer($0)) }
    }
}

extension Duration {
    /// At least 1: for libcurl 0 means no time-out at all.
    fileprivate var wholeMilliseconds: Int {
        let (seconds, attoseconds) = components
        let milliseconds = Double(seconds) * 1e3 + Double(attoseconds) / 1e15
        return Int(min(max(1, milliseconds.rounded(.up)), Double(Int32.max)))
    }
}

private func exchange(of user: UnsafeMutableRawPointer?) -> Exchange? {
    user.flatMap { Unmanaged<EasyHandle>.fromOpaque($0).takeUnretainedValue().exchange }
}

private func receiveBody(
    bytes: UnsafeMutablePointer<CChar>?,
    size: Int,
    count: Int,
    user: UnsafeMutableRawPointer?
) -> Int {
    let body = UnsafeRawBufferPointer(start: bytes, count: size * count)
    return exchange(of: user)?.take(body: body) ?? Int(CURL_WRITEFUNC_ERROR)
}

private func receiveHead(
    bytes: UnsafeMutablePointer<CChar>?,
    size: Int,
    count: Int,
    user: UnsafeMutableRawPointer?
) -> Int {
    let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
    return exchange(of: user)?.take(headLine: line) ?? Int(CURL_WRITEFUNC_ERROR)
}

private func connected(
    user: UnsafeMutableRawPointer?,
    remoteAddress: UnsafeMutablePointer<CChar>?,
    localAddress: UnsafeMutablePointer<CChar>?,
    remotePort: Int32,
    localPort: Int32
) -> Int32 {
    exchange(of: user)?.connected()
    return CURL_PREREQFUNC_OK
}
