internal import Foundation
internal import Knowledge
internal import Memory
internal import RPCServer
internal import SQLiteStore

// The settings as the values that the rooms take.
extension Settings {
    /// With `~` resolved.
    package var dataDirectory: String {
        (text(.data) as NSString).expandingTildeInPath
    }

    var drainPlan: DrainPlan {
        DrainPlan(delay: milliseconds(.drainDelayMs), grace: milliseconds(.drainGraceMs))
    }

    var memorySettings: MemorySettings {
        var memory = MemorySettings()
        memory.limits.keyBytesMax = integer(.keyBytesMax)
        memory.limits.collectionBytesMax = integer(.collectionBytesMax)
        memory.limits.textBytesMax = integer(.textBytesMax)
        memory.limits.metadataEntriesMax = integer(.metadataEntriesMax)
        memory.limits.metadataBytesMax = integer(.metadataBytesMax)
        memory.limits.itemsPerCallMax = integer(.itemsPerCallMax)
        memory.limits.queriesPerCallMax = integer(.queriesPerCallMax)
        memory.limits.queryTextBytesMax = integer(.queryTextBytesMax)
        memory.limits.hitsMax = integer(.hitsMax)
        memory.limits.pageSizeMax = integer(.pageSizeMax)
        memory.limits.idempotencyKeyBytesMax = integer(.idempotencyKeyBytesMax)
        memory.writes.embeddingWait = milliseconds(.vectorWaitMs)
        memory.writes.holdWait = milliseconds(.holdWaitMs)
        memory.search.embeddingWait = milliseconds(.queryVectorWaitMs)
        memory.itemCacheBytesMax = integer(.itemCacheBytesMax)
        return memory
    }

    var storeSettings: StoreSettings {
        var store = StoreSettings()
        store.readersMax = integer(.readersMax)
        store.waitingUnitsMax = integer(.waitingWritesMax)
        store.answersKeptMs = Int64(integer(.answersKeptMs))
        store.answersKeptMax = integer(.answersKeptMax)
        let reserve = integer(.diskReserveBytes)
        store.reserveBytes = reserve < 0 ? nil : reserve
        return store
    }

    var rpcLimits: RPCLimits {
        var limits = RPCLimits()
        limits.connections.connectionsMax = integer(.connectionsMax)
        limits.calls.metadataEntriesMax = integer(.callMetadataEntriesMax)
        limits.calls.metadataBytesMax = integer(.callMetadataBytesMax)
        limits.calls.unaryDeadlineMax = milliseconds(.callTimeMaxMs)
        limits.calls.streamDeadlineMax = milliseconds(.streamTimeMaxMs)
        limits.input.streamMessagesMax = integer(.streamInputMessagesMax)
        limits.input.streamBytesMax = integer(.streamInputBytesMax)
        limits.input.pauseMax = milliseconds(.inputWaitMs)
        limits.connections.descriptorsReserved = integer(.descriptorsReserved)
        limits.connections.backlog = Int32(clamping: integer(.backlog))
        limits.connections.unacknowledgedMilliseconds = integer(.unacknowledgedMs)
        limits.connections.lingerMax = milliseconds(.lingerWaitMs)
        limits.output.pauseMax = milliseconds(.outputWaitMs)
        limits.output.writeDeadline = milliseconds(.writeWaitMs)
        limits.output.streamSoftDuration = milliseconds(.softWaitMs)
        limits.output.unreadBytesMax = integer(.unreadBytesMax)
        limits.output.streamSoftBytes = integer(.streamSoftBytes)
        limits.output.streamHardBytes = integer(.streamHardBytes)
        limits.output.allStreamsBytesMax = integer(.allStreamsBytesMax)
        return limits
    }
}
