internal import CCurl

/// Owns libcurl's multi handle.
///
/// Everything but `wakeUp` belongs to the loop's thread; libcurl lets any thread call that.
// Sendable: the pointer never changes, and only `wakeUp` is called by other threads.
final class MultiHandle: @unchecked Sendable {
    private let pointer: UnsafeMutableRawPointer

    init(connectionsKeptMax: Int) {
        // Once a process; libcurl does it under a lock of its own.
        let code = curl_global_init(Int(CURL_GLOBAL_ALL))
        guard code == CURLE_OK, let pointer = curl_multi_init() else {
            fatalError("libcurl does not start (\(code.rawValue)): it got no memory")
        }
        self.pointer = pointer
        moult_curl_multi_set_long(pointer, CURLMOPT_MAXCONNECTS, max(1, connectionsKeptMax))
    }

    deinit {
        curl_multi_cleanup(pointer)
    }

    func wakeUp() {
        curl_multi_wakeup(pointer)
    }

    func add(_ handle: EasyHandle) -> Bool {
        curl_multi_add_handle(pointer, handle.pointer) == CURLM_OK
    }

    /// Closes the connection if the transfer is under way.
    func remove(_ handle: EasyHandle) {
        curl_multi_remove_handle(pointer, handle.pointer)
    }

    func perform() {
        var running: Int32 = 0
        curl_multi_perform(pointer, &running)
    }

    /// Waits for a socket, a wake-up, a time-out of libcurl's own, or `milliseconds`.
    func poll(milliseconds: Int32) {
        curl_multi_poll(pointer, nil, 0, milliseconds, nil)
    }

    /// A transfer that has ended, and how; nil: no more.
    func nextEnded() -> (handle: EasyHandle, code: CURLcode)? {
        var left: Int32 = 0
        while let message = curl_multi_info_read(pointer, &left) {
            guard message.pointee.msg == CURLMSG_DONE,
                let handle = EasyHandle.of(message.pointee.easy_handle)
            else { continue }
            return (handle, message.pointee.data.result)
        }
        return nil
    }
}
