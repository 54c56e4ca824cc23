internal import CCurl

/// A URL that libcurl can read, in the parts that matter here.
struct CurlAddress: Sendable, Hashable {
    /// Scheme, host and port: what shares connections.
    let origin: String
    /// For people: without the user, the password, the query and the fragment, which may be secret.
    let shown: String

    init(_ url: String) throws(CurlError) {
        guard let handle = curl_url() else { throw .outOfMemory }
        defer { curl_url_cleanup(handle) }
        guard !url.utf8.contains(0), curl_url_set(handle, CURLUPART_URL, url, 0) == CURLUE_OK,
            let scheme = Self.part(CURLUPART_SCHEME, of: handle),
            let host = Self.part(CURLUPART_HOST, of: handle),
            let port = Self.part(CURLUPART_PORT, of: handle),
            let path = Self.part(CURLUPART_PATH, of: handle)
        else {
            throw CurlError(.badURL, "The URL cannot be read: write http://HOST:PORT/PATH.")
        }
        guard scheme == "http" || scheme == "https" else {
            throw CurlError(
                .badURL,
                "\(scheme)://\(host) is neither http nor https: use one of them."
            )
        }
        origin = "\(scheme)://\(host):\(port)"
        shown = origin + path
    }

    private static func part(_ part: CURLUPart, of handle: OpaquePointer) -> String? {
        var text: UnsafeMutablePointer<CChar>?
        let code = curl_url_get(handle, part, &text, UInt32(CURLU_DEFAULT_PORT))
        guard code == CURLUE_OK, let text else { return nil }
        defer { curl_free(text) }
        return String(cString: text)
    }
}

extension CurlError {
    static let outOfMemory = CurlError(.other, "libcurl got no memory: see what uses it up.")
}
