import Spaces
import TestSupport
import Testing
import Waiting

@testable import Migration

/// One time-out for each request, however many a piece of work takes.
struct DeadlineTests {
    private static let timeout = Duration.seconds(60)

    @Test func `a request that was answered gives the next all of the time-out`() async {
        let clock = ManualClock()
        let deadline = Deadline(timeline: Timeline(clock), timeout: Self.timeout)
        let outcome = await withTaskGroup(of: Duration?.self) { group in
            group.addTask {
                await deadline.pass()
                return clock.now.offset
            }
            await clock.sleeper(dueIn: Self.timeout)
            clock.advance(by: .seconds(50))
            deadline.renew()
            clock.advance(by: .seconds(10))
            await clock.sleeper(dueIn: .seconds(50))
            clock.advance(by: .seconds(50))
            return await group.next() ?? nil
        }
        #expect(outcome == .seconds(110))
    }
}
