package import Channels
package import Knowledge

/// What a job store holds, as a value, written for clearness: reads sort and scan.
package struct ModelJobs: Sendable {
    /// By id, which is the place and one more; nil: pruned away.
    private var rows: [Job?] = []
    private var logs: [JobID: [JobPiece]] = [:]
    private var records: [String: ModelRecord] = [:]

    package init() {}

    package var all: [Job] { rows.compactMap(\.self) }

    package func job(_ id: JobID) -> Job? {
        let place = Int(clamping: id.rawValue) - 1
        return rows.indices.contains(place) ? rows[place] : nil
    }

    package mutating func submit(
        _ request: JobRequest,
        notEndedMax limit: Int,
        atUnixMs: Int64
    ) -> JobSubmission {
        if let earlier = keyed(request.idempotencyKey) {
            return request.isRepeat(of: earlier.request)
                ? .existing(earlier) : .keyTaken(earlier.id)
        }
        let notEnded = all.count { !$0.state.hasEnded }
        guard notEnded < limit else { return .queueFull(notEnded: notEnded) }
        let id = JobID(rawValue: Int64(rows.count) + 1)
        let job = Job(id: id, request: request, submittedUnixMs: atUnixMs)
        rows.append(job)
        return .appended(job)
    }

    /// By bytes: Swift takes canonically equivalent texts for equal.
    package func keyed(_ key: String) -> Job? {
        guard !key.isEmpty else { return nil }
        return all.first { $0.request.idempotencyKey.isSame(as: key) }
    }

    package func jobs(matching filter: JobFilter, before: JobID?, limit: Int) -> [Job] {
        let matching = all.reversed().filter { job in
            before.map { job.id < $0 } ?? true && filter.passes(job)
        }
        return matching.prefix(max(0, limit)).map(\.withoutBody)
    }

    package var unfinished: [Job] { all.filter { !$0.state.hasEnded }.map(\.withoutBody) }

    package mutating func begin(_ id: JobID, atUnixMs: Int64) -> Bool {
        move(id, to: .running) { job in
            job.attempts += 1
            job.notBeforeUnixMs = nil
            job.begunUnixMs = atUnixMs
        }
    }

    package mutating func append(_ pieces: [JobPiece], to id: JobID) throws(StoreError) {
        guard job(id)?.state == .running else {
            throw StoreError(.failed, "Job \(id.rawValue) is not running.")
        }
        add(pieces, to: id)
    }

    private mutating func add(_ pieces: [JobPiece], to id: JobID) {
        for piece in pieces {
            if let last = logs[id]?.last, piece.sequence <= last.sequence { continue }
            logs[id, default: []].append(piece)
        }
    }

    package mutating func requeue(
        _ id: JobID,
        because message: String,
        notBeforeUnixMs: Int64?
    ) -> Bool {
        move(id, to: .queued) { job in
            job.message = message
            job.notBeforeUnixMs = notBeforeUnixMs
        }
    }

    package mutating func end(
        _ id: JobID,
        _ ending: JobEnding,
        appending pieces: [JobPiece],
        atUnixMs: Int64
    ) throws(StoreError) -> Bool {
        guard ending.state.hasEnded else {
            throw StoreError(.failed, "\(ending.state) is no end of a job.")
        }
        let hasEnded = move(id, to: ending.state) { job in
            job.message = ending.message
            job.failure = ending.failure
            job.statistics = ending.statistics
            job.notBeforeUnixMs = nil
            job.endedUnixMs = atUnixMs
        }
        if hasEnded { add(pieces, to: id) }
        return hasEnded
    }

    private mutating func move(
        _ id: JobID,
        to state: JobState,
        _ change: (inout Job) -> Void
    ) -> Bool {
        guard var job = job(id), state.canFollow(job.state) else { return false }
        change(&job)
        job.state = state
        rows[Int(id.rawValue) - 1] = job
        return true
    }

    package mutating func requestCancel(of id: JobID) -> Bool {
        guard var job = job(id), !job.state.hasEnded else { return false }
        job.isCancelRequested = true
        rows[Int(id.rawValue) - 1] = job
        return true
    }

    package func pieces(of id: JobID, after: JobSequence, limit: Int) -> [JobPiece] {
        Array((logs[id] ?? []).drop { $0.sequence <= after }.prefix(max(0, limit)))
    }

    package mutating func prune(endedBeforeUnixMs: Int64, limit: Int) -> Int {
        let old = all.filter { ($0.endedUnixMs ?? .max) < endedBeforeUnixMs }
            .sorted { ($0.endedUnixMs ?? 0, $0.id) < ($1.endedUnixMs ?? 0, $1.id) }
            .prefix(max(0, limit))
        for job in old {
            rows[Int(job.id.rawValue) - 1] = nil
            logs[job.id] = nil
        }
        return old.count
    }

    package mutating func keep(_ fact: ModelRecord) { records[fact.model.hexadecimal] = fact }

    package var modelRecords: [ModelRecord] {
        records.sorted { $0.key < $1.key }.map(\.value)
    }
}

extension JobFilter {
    fileprivate func passes(_ job: Job) -> Bool {
        (states.isEmpty || states.contains(job.state))
            && (model.isEmpty || job.request.model.isSame(as: model))
            && (label.isEmpty || job.request.label.isSame(as: label))
    }
}

extension String {
    fileprivate func isSame(as other: String) -> Bool { utf8.elementsEqual(other.utf8) }

    /// Equal for equal bytes only.
    fileprivate var hexadecimal: String {
        utf8.map { String($0, radix: 16) }.joined(separator: " ")
    }
}
