/// The last pieces of an attempt, each at hand for however many watch; what the store does not have
/// yet is always among them.
struct PieceTail: Sendable {
    /// 0: none was begun.
    let attempt: Int
    private let atHandMax: Int
    private var pieces: [JobPiece] = []
    /// Of `pieces`, those before it were dropped.
    private var start = 0
    private var uncommittedStart = 0
    private(set) var uncommittedBytes = 0

    init(attempt: Int, atHandMax: Int) {
        self.attempt = attempt
        self.atHandMax = atHandMax
        next = JobSequence(beforeAttempt: attempt).next
    }

    private(set) var next: JobSequence

    /// The first that is at hand; `next` when none is.
    var first: JobSequence { start < pieces.count ? pieces[start].sequence : next }
    var hasUncommitted: Bool { uncommittedStart < pieces.count }

    mutating func append(_ piece: ChatPiece) {
        pieces.append(JobPiece(sequence: next, piece: piece))
        next = next.next
        uncommittedBytes += piece.bytes
        dropOld()
    }

    /// Those that the store does not have, the first first.
    func uncommitted(limit: Int) -> [JobPiece] {
        Array(pieces[uncommittedStart...].prefix(limit))
    }

    mutating func committed(_ count: Int) {
        for piece in pieces[uncommittedStart...].prefix(count) {
            uncommittedBytes -= piece.piece.bytes
        }
        uncommittedStart = min(pieces.count, uncommittedStart + count)
        dropOld()
    }

    /// What comes after `sequence`, at most `limit`; nil: some of it is not at hand any more.
    func pieces(after sequence: JobSequence, limit: Int) -> ArraySlice<JobPiece>? {
        guard sequence.next >= first else { return nil }
        let skipped = Int(sequence.next.rawValue - first.rawValue)
        guard start + skipped < pieces.count else { return [] }
        return pieces[(start + skipped)...].prefix(limit)
    }

    /// Moves the array rarely, so that a piece costs little.
    private mutating func dropOld() {
        let keepFrom = min(uncommittedStart, max(start, pieces.count - atHandMax))
        start = max(start, keepFrom)
        guard start > atHandMax else { return }
        pieces.removeFirst(start)
        uncommittedStart -= start
        start = 0
    }
}

extension ChatPiece {
    var bytes: Int {
        content.utf8.count + thinking.utf8.count + toolCalls.utf8.count + other.utf8.count
    }
}
