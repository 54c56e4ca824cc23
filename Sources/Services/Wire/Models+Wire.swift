internal import Channels
internal import Messages

extension HostOverview {
    var wire: MoultV1.ModelHost {
        MoultV1.ModelHost(
            name: name,
            address: address,
            version: version.sendable,
            reachable: residents != nil,
            chats: chats,
            slots: Int32(clamping: slots ?? 0),
            loaded: (residents ?? []).map(\.wire),
            installed: installed.map(\.wire),
            conditions: conditions.map(\.wire),
            pinned: pinned
        )
    }
}

extension HostCondition {
    var wire: MoultV1.Condition {
        MoultV1.Condition(
            name: name.rawValue,
            message: message.sendable,
            sinceUnixMs: sinceUnixMs
        )
    }
}

extension ChatOverview {
    var wire: MoultV1.ChatQueue {
        MoultV1.ChatQueue(
            configured: true,
            queued: Int32(clamping: queued),
            runningJobID: running?.rawValue ?? 0,
            loadedModel: loadedModel?.sendable ?? "",
            oldestWaitMs: oldestWait?.wholeMilliseconds ?? 0,
            modelChangesToday: Int32(clamping: modelChangesToday),
            modelChangesMsToday: modelChangeTimeToday.wholeMilliseconds,
            standstill: standstill?.sendable ?? ""
        )
    }
}

extension Resident {
    fileprivate var wire: MoultV1.LoadedModel {
        MoultV1.LoadedModel(
            name: name.sendable,
            digest: digest.sendable,
            sizeBytes: sizeBytes,
            videoBytes: videoBytes,
            contextTokens: Int32(clamping: contextTokens ?? 0),
            pinned: isPinned,
            expiresUnixMs: expiresUnixMs ?? 0
        )
    }
}

extension InstalledModel {
    fileprivate var wire: MoultV1.InstalledModel {
        MoultV1.InstalledModel(
            name: name.sendable,
            digest: digest.sendable,
            sizeBytes: sizeBytes
        )
    }
}

extension String {
    /// For text that comes from a host: a NUL, which no message may hold, is replaced.
    var sendable: String {
        guard utf8.contains(0) else { return self }
        return String(
            String.UnicodeScalarView(unicodeScalars.map { $0.value == 0 ? "\u{FFFD}" : $0 })
        )
    }
}
