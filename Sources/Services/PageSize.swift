internal import Knowledge
internal import Messages
internal import RPC

/// How many rows a page holds.
enum PageSize {
    static let standard = 100

    /// - Throws: INVALID_ARGUMENT for a negative size and one over the limit.
    static func of(
        _ size: Int32,
        limits: KnowledgeLimits
    ) throws(RPCStatus) -> Int {
        guard (0...Int32(clamping: limits.pageSizeMax)).contains(size) else {
            throw RPCStatus(
                .invalidArgument,
                "page_size is \(size); give 1 to \(limits.pageSizeMax), or 0 for the default.",
                reason: size < 0 ? .invalidArgument : .limitExceeded,
                subject: "page_size"
            )
        }
        return size == 0 ? min(standard, limits.pageSizeMax) : Int(size)
    }
}
