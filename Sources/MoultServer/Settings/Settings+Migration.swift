internal import Knowledge
internal import Migration
internal import Services
internal import Spaces

// The settings of migrations as the values that they take.
extension Settings {
    var migrationLimits: MigrationLimits {
        var limits = MigrationLimits()
        limits.embedTimeout = milliseconds(.embedTimeoutMs)
        limits.canaryTimeout = milliseconds(.canaryTimeoutMs)
        limits.evaluationTimeout = milliseconds(.evaluationTimeoutMs)
        limits.straggling = milliseconds(.stragglingMs)
        limits.flipWait = milliseconds(.flipWaitMs)
        limits.flipTriesMax = integer(.flipTriesMax)
        limits.backoffFirst = milliseconds(.backoffFirstMs)
        limits.backoffMax = milliseconds(.backoffMaxMs)
        limits.retryAfterMax = milliseconds(.retryAfterMaxMs)
        limits.deniedRetry = milliseconds(.deniedRetryMs)
        limits.canaryEvery = canaryInterval ?? .seconds(366 * 86_400)
        limits.driftRecheck = milliseconds(.driftRecheckMs)
        limits.hookRetry = milliseconds(.hookRetryMs)
        limits.holdPoll = milliseconds(.holdPollMs)
        limits.loadLook = milliseconds(.loadLookMs)
        limits.diskFullRetry = milliseconds(.diskFullRetryMs)
        limits.faultPoll = milliseconds(.faultPollMs)
        limits.countRefresh = milliseconds(.countRefreshMs)
        limits.rateWindow = milliseconds(.rateWindowMs)
        limits.forecastWindow = milliseconds(.forecastWindowMs)
        limits.adoptedPage = integer(.adoptedPage)
        limits.sampleItemsMax = integer(.sampleItemsMax)
        limits.pageRowsMax = integer(.pageSizeMax)
        limits.retriedKeysMax = integer(.itemsPerCallMax)
        limits.pruneVectors = integer(.pruneVectors)
        limits.subscribersMax = integer(.subscribersMax)
        limits.heartbeat = milliseconds(.feedHeartbeatMs)
        limits.freshPoll = milliseconds(.freshPollMs)
        limits.freshBatchItems = integer(.freshBatchItems)
        limits.keepsPaidSpacesFresh = flag(.keepsPaidSpacesFresh)
        return limits
    }

    /// What a migration starts with where no knob says otherwise.
    ///
    /// - Throws: `SettingError` for hours that are none.
    func migrationDefaults() throws(SettingError) -> MigrationSettings {
        var defaults = MigrationSettings(
            itemsPerSecondMax: Self.unlessZero(decimal(.migrationRate)),
            batchItems: integer(.migrationBatchItems),
            concurrency: integer(.migrationConcurrency)
        )
        defaults.nice = decimal(.migrationNice)
        defaults.hours = try hours(.migrationHours)
        defaults.searchP99MsMax = Self.unlessZero(integer(.migrationSearchP99Ms))
        defaults.queryWaitMsMax = Self.unlessZero(integer(.migrationQueryWaitMs))
        defaults.slowsWrites = flag(.migrationSlowWrites)
        let micros = (decimal(.migrationSpendLimit) * 1_000_000).rounded()
        defaults.spendMicrosMax = Self.unlessZero(Int64(micros))
        defaults.oversize = oversizePolicy
        // The setting is a choice of these.
        defaults.gate = EvaluationGate(rawValue: text(.migrationGate)) ?? .hold
        defaults.quarantineShareMax = decimal(.migrationQuarantineShareMax)
        defaults.holds = flag(.migrationHold)
        defaults.rollbackWindowSeconds = 3_600 * integer(.migrationRollbackWindowHours)
        return defaults
    }

    var oversizePolicy: OversizePolicy {
        // The setting is a choice of these.
        OversizePolicy(rawValue: text(.migrationOversize)) ?? .reject
    }

    private static func unlessZero<Number: Numeric>(_ number: Number) -> Number? {
        number == 0 ? nil : number
    }

    private func hours(_ setting: Setting) throws(SettingError) -> HoursOfDay? {
        let text = text(setting)
        if text.isEmpty { return nil }
        guard let hours = HoursOfDay(text) else {
            throw SettingError(
                "\(setting.name) is \"\(text)\"; write two different times of a day in UTC, as "
                    + "22:00-06:00, or nothing for any hour."
            )
        }
        return hours
    }

    var evaluationPolicy: EvaluationPolicy {
        var policy = EvaluationPolicy()
        policy.k = integer(.evaluationK)
        policy.queriesMax = integer(.evaluationQueriesMax)
        policy.queriesMin = integer(.evaluationQueriesMin)
        policy.replaysRecorded = flag(.queriesRecord)
        policy.overlapMin = decimal(.evaluationOverlapMin)
        policy.nDCGDropMax = decimal(.evaluationNDCGDropMax)
        policy.recallDropMax = decimal(.evaluationRecallDropMax)
        policy.worstMax = integer(.evaluationWorstMax)
        return policy
    }

    /// nil: none is asked.
    var hook: ProgramHook? {
        let path = path(.cutOverHook)
        guard !path.isEmpty else { return nil }
        return ProgramHook(path: path, timeout: milliseconds(.cutOverHookTimeoutMs))
    }

    /// The operator's own canary texts.
    func canaryTexts() throws(SettingError) -> [String] {
        let path = path(.canariesTexts)
        return path.isEmpty ? [] : try TextLines(path: path).lines
    }

    /// What the operator knows the right answers of.
    func knownAnswers() throws(SettingError) -> [KnownAnswer] {
        let path = path(.evaluationKnownAnswers)
        guard !path.isEmpty else { return [] }
        return try KnownAnswerFile(path: path).answers.map { answer in
            KnownAnswer(query: answer.query, relevant: answer.relevant.map(\.itemKey))
        }
    }
}

extension KnownAnswerFile.Relevant {
    fileprivate var itemKey: ItemKey {
        ItemKey(collection: collection.isEmpty ? ItemKey.defaultCollection : collection, key: key)
    }
}
