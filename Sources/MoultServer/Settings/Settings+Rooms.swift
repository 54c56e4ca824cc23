internal import Foundation
internal import Knowledge
internal import Memory
internal import RPCServer
internal import SQLiteStore

// The settings as the values that the rooms take.
extension Settings {
    package var dataDirectory: String { path(.data) }

    var drainPlan: DrainPlan {
        DrainPlan(delay: milliseconds(.drainDelayMs), grace: milliseconds(.drainGraceMs))
    }

    /// - Throws: `SettingError` for a file of texts that cannot be read.
    func memorySettings() throws(SettingError) -> MemorySettings {
        var memory = MemorySettings()
        memory.limits = knowledgeLimits
        memory.writes.embeddingWait = milliseconds(.vectorWaitMs)
        memory.writes.holdWait = milliseconds(.holdWaitMs)
        memory.search.embeddingWait = milliseconds(.queryVectorWaitMs)
        memory.itemCacheBytesMax = integer(.itemCacheBytesMax)
        memory.queries.record = flag(.queriesRecord)
        memory.queries.share = decimal(.queriesSampleShare)
        memory.queries.most = integer(.queriesMost)
        memory.queries.retention = .seconds(86_400 * integer(.queriesRetentionDays))
        memory.canaries.every = canaryInterval
        memory.canaries.onDrift  // The setting is a choice of these.
        = CanarySettings.DriftPolicy(rawValue: text(.canariesOnDrift)) ?? .warn
        memory.canaries.texts += try canaryTexts()
        return memory
    }

    /// nil: the models are not looked at in between.
    var canaryInterval: Duration? {
        let minutes = integer(.canariesEveryMinutes)
        return minutes == 0 ? nil : .seconds(60 * minutes)
    }

    var knowledgeLimits: KnowledgeLimits {
        var limits = KnowledgeLimits()
        limits.keyBytesMax = integer(.keyBytesMax)
        limits.collectionBytesMax = integer(.collectionBytesMax)
        limits.textBytesMax = integer(.textBytesMax)
        limits.metadataEntriesMax = integer(.metadataEntriesMax)
        limits.metadataBytesMax = integer(.metadataBytesMax)
        limits.itemsPerCallMax = integer(.itemsPerCallMax)
        limits.queriesPerCallMax = integer(.queriesPerCallMax)
        limits.queryTextBytesMax = integer(.queryTextBytesMax)
        limits.hitsMax = integer(.hitsMax)
        limits.pageSizeMax = integer(.pageSizeMax)
        limits.idempotencyKeyBytesMax = integer(.idempotencyKeyBytesMax)
        return limits
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
