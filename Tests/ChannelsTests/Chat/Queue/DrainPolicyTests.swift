import Testing

@testable import Channels

@Suite struct DrainPolicyTests {
    private var policy = DrainPolicy()
    private var queue = JobQueue()
    private var drain = Drain(model: "ant", since: .zero)
    private var change: Duration = .seconds(1)
    private var guestSince: Duration?
    private var submitted: Int64 = 0

    @discardableResult
    private mutating func submit(
        _ model: String,
        _ priority: JobPriority = .normal,
        at moment: Duration = .zero
    ) -> QueueEntry {
        submitted += 1
        let entry = QueueEntry(
            id: JobID(rawValue: submitted),
            model: model,
            priority: priority,
            submitted: moment
        )
        queue.insert(entry)
        return entry
    }

    private mutating func choose(at now: Duration) -> DrainPolicy.Choice? {
        let change = change
        return policy.choose(
            from: queue,
            &drain,
            DrainPolicy.Circumstances(guestSince: guestSince, change: { _ in change }),
            at: now
        )
    }

    @Test mutating func `the loaded model keeps the slot until its twentieth job`() {
        let mine = submit("ant", .low)
        let other = submit("bee", .high)
        drain.jobs = 19
        #expect(choose(at: .seconds(1)) == .job(mine))
        drain.jobs = 20
        #expect(choose(at: .seconds(1)) == .job(other))
    }

    @Test mutating func `the loaded model keeps the slot for 120 seconds`() {
        let mine = submit("ant")
        let other = submit("bee")
        drain.jobs = 1
        #expect(choose(at: .milliseconds(119_999)) == .job(mine))
        #expect(choose(at: .seconds(120)) == .job(other))
    }

    @Test mutating func `who has waited 300 seconds for another model ends the drain`() {
        let other = submit("bee", .low, at: .seconds(-210))
        let mine = submit("ant", .high)
        drain = Drain(model: "ant", jobs: 1, since: .seconds(50))
        #expect(choose(at: .milliseconds(89_999)) == .job(mine))
        #expect(choose(at: .seconds(90)) == .job(other))
    }

    @Test mutating func `bounds count from when another model's job waits`() {
        let mine = submit("ant")
        drain.jobs = 500
        #expect(choose(at: .seconds(1_000)) == .job(mine))
        submit("bee", at: .seconds(1_001))
        #expect(drain == Drain(model: "ant", jobs: 0, since: .seconds(1_000)))
        drain.jobs = 1
        #expect(choose(at: .seconds(1_002)) == .job(mine))
    }

    @Test mutating func `what a model was loaded for is done at least once`() {
        let mine = submit("ant")
        submit("bee", at: .seconds(-10_000))
        #expect(choose(at: .seconds(1_000)) == .job(mine))
    }

    @Test mutating func `many late jobs do not cause a change each`() {
        let mine = submit("ant")
        let other = submit("bee", at: .seconds(-1_000))
        (change, drain.jobs) = (.seconds(15), 1)
        #expect(choose(at: .milliseconds(29_999)) == .job(mine))
        #expect(choose(at: .seconds(30)) == .job(other))
    }

    @Test mutating func `within a model priority goes first, then age, and being late before both`()
    {
        let young = submit("ant", .high, at: .seconds(20))
        let old = submit("ant", .high, at: .seconds(10))
        let low = submit("ant", .low)
        #expect(choose(at: .milliseconds(299_999)) == .job(old))
        queue.remove(old)
        #expect(choose(at: .milliseconds(299_999)) == .job(young))
        #expect(choose(at: .seconds(300)) == .job(low))
    }

    @Test mutating func `the next model is the most urgent waiter's`() {
        drain = Drain(since: .zero)
        submit("ant", at: .seconds(1))
        let high = submit("bee", .high, at: .seconds(3))
        submit("cricket", .high, at: .seconds(4))
        #expect(choose(at: .seconds(5)) == .job(high))
    }

    @Test mutating func `who would be late by the end of another's promise goes first`() {
        drain = Drain(since: .zero)
        let low = submit("ant", .low)
        let high = submit("bee", .high, at: .seconds(1))
        change = .seconds(10)
        #expect(choose(at: .milliseconds(269_999)) == .job(high))
        #expect(choose(at: .seconds(270)) == .job(low))
    }

    @Test mutating func `a guest has its turn after a drain, and jobs after the guest`() {
        guestSince = .zero
        let mine = submit("ant")
        #expect(choose(at: .seconds(1)) == .job(mine))
        drain.jobs = 20
        #expect(choose(at: .seconds(1)) == .guest)
        drain = Drain(since: .seconds(21), wasGuest: true)
        #expect(choose(at: .seconds(21)) == .job(mine))
        queue.remove(mine)
        #expect(choose(at: .seconds(21)) == .guest)
    }

    @Test mutating func `a late job goes before a guest, and a guest that is later before it`() {
        drain = Drain(since: .zero)
        let late = submit("bee", at: .seconds(10))
        guestSince = .seconds(20)
        #expect(choose(at: .seconds(400)) == .job(late))
        guestSince = .seconds(5)
        #expect(choose(at: .seconds(400)) == .guest)
    }

    @Test mutating func `a job that rests is not there until its time`() {
        drain = Drain(since: .zero)
        let entry = QueueEntry(
            id: JobID(rawValue: 9),
            model: "ant",
            priority: .normal,
            submitted: .zero
        )
        queue.insert(entry, restingUntil: .seconds(5))
        #expect(choose(at: .seconds(4)) == nil)
        queue.wake(at: .milliseconds(4_999))
        #expect(choose(at: .milliseconds(4_999)) == nil)
        queue.wake(at: .seconds(5))
        #expect(choose(at: .seconds(5)) == .job(entry))
    }
}
