// What the server may take.
extension Setting {
    static let connectionsMax = integer(
        "limits.connectionsMax",
        4_096,
        in: 1...1_000_000,
        "the most connections at once"
    )
    static let subscribersMax = integer(
        "limits.subscribersMax",
        4_096,
        in: 1...1_000_000,
        "the most watchers of one migration"
    )
    static let streamSoftBytes = integer(
        "limits.streamSoftBytes",
        1 << 20,
        in: 1...(1 << 30),
        "unread bytes of one stream that are borne for ten seconds"
    )
    static let streamHardBytes = integer(
        "limits.streamHardBytes",
        8 << 20,
        in: 1...(1 << 30),
        "unread bytes of one stream that are not borne at all"
    )
    static let allStreamsBytesMax = integer(
        "limits.allStreamsBytesMax",
        256 << 20,
        in: 1...(1 << 40),
        "unread bytes of all streams; past it the longest queue is cut"
    )
    static let itemCacheBytesMax = integer(
        "limits.itemCacheBytesMax",
        32 << 20,
        in: 0...(1 << 40),
        "memory for items that were read lately"
    )
    static let streamInputMessagesMax = integer(
        "limits.streamInputMessagesMax",
        1_024,
        in: 1...1_000_000,
        "messages of one stream that wait for their turn"
    )
    static let streamInputBytesMax = integer(
        "limits.streamInputBytesMax",
        1 << 20,
        in: 1...(1 << 30),
        "bytes of one stream that wait for their turn"
    )
    static let unreadBytesMax = integer(
        "limits.unreadBytesMax",
        32 << 20,
        in: 1...(1 << 40),
        "unread bytes of a connection past which a long answer is refused"
    )
    static let descriptorsReserved = integer(
        "limits.descriptorsReserved",
        128,
        in: 0...1_000_000,
        "file descriptors that are left to the store and the providers"
    )
    static let backlog = integer(
        "limits.backlog",
        1_024,
        in: 1...65_535,
        "connections that the system queues before they are accepted"
    )
}

extension Setting {
    static let connections: [Setting] = [
        .connectionsMax, .subscribersMax, .streamSoftBytes, .streamHardBytes, .allStreamsBytesMax,
        .itemCacheBytesMax, .streamInputMessagesMax, .streamInputBytesMax, .unreadBytesMax,
        .descriptorsReserved, .backlog,
    ]
}
