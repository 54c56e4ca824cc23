/// What somebody says about the scheduler's settings; the rest is as it was.
package struct SchedulerPatch: Codable, Sendable {
    var loadedMax: Int?
    var queueMax: Int?
    var keepAliveSeconds: Double?
    var memoryBytes: Int64?
    var finishDelayMilliseconds: Double?
    var recoveryMilliseconds: Double?
    var revivalDeadlock: Bool?

    private enum CodingKeys: String, CodingKey {
        case loadedMax = "max_loaded"
        case queueMax = "max_queue"
        case keepAliveSeconds = "keep_alive_s"
        case memoryBytes = "memory_bytes"
        case finishDelayMilliseconds = "finish_delay_ms"
        case recoveryMilliseconds = "recovery_ms"
        case revivalDeadlock = "revival_deadlock"
    }

    func applied(to settings: SchedulerSettings) -> SchedulerSettings {
        var settings = settings
        if let loadedMax { settings.loadedMax = loadedMax }
        if let queueMax { settings.queueMax = queueMax }
        if let keepAliveSeconds { settings.keepAlive = KeepAlive(seconds: keepAliveSeconds) }
        if let memoryBytes { settings.memoryBytes = memoryBytes }
        if let finishDelayMilliseconds {
            settings.finishDelay = .seconds(finishDelayMilliseconds / 1e3)
        }
        if let recoveryMilliseconds { settings.recoveryTime = .seconds(recoveryMilliseconds / 1e3) }
        if let revivalDeadlock { settings.hasRevivalDeadlock = revivalDeadlock }
        return settings
    }
}
