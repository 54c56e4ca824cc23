import Memory
import Spaces
import Testing

@Suite struct `The write route` {
    private let old = SpaceID(rawValue: 1)
    private let new = SpaceID(rawValue: 2)

    private func second(_ count: Double) -> Duration { .milliseconds(Int64(count * 1_000)) }

    @Test func `sends new writes to the active space at the start`() {
        var route = WriteRoute(active: old)
        let token = route.writeBegan()
        #expect(token.space == old)
        #expect(
            route.writeCommitted(token, hasVector: true, at: .zero) == [
                .release([token], .embedded)
            ]
        )
    }

    @Test func `says pending of a write that committed without its vector`() {
        var route = WriteRoute(active: old)
        let token = route.writeBegan()
        #expect(
            route.writeCommitted(token, hasVector: false, at: .zero) == [
                .release([token], .pending)
            ]
        )
    }

    @Test func `settles at once when no write is in flight`() {
        var route = WriteRoute(active: old)
        #expect(route.turn(to: new, at: .zero) == [.settled])
        #expect(route.turnedTo == new)
        #expect(route.writeBegan().space == new)
    }

    @Test func `settles with the last write that began before the turn`() {
        var route = WriteRoute(active: old)
        let committing = route.writeBegan()
        let failing = route.writeBegan()
        #expect(route.turn(to: new, at: .zero) == [])
        let later = route.writeBegan()
        #expect(route.writeFailed(later) == [])
        #expect(
            route.writeCommitted(committing, hasVector: true, at: .zero) == [
                .release([committing], .embedded)
            ]
        )
        #expect(route.writeFailed(failing) == [.settled])
    }

    @Test func `lets the stragglers commit as they are, and waits for them`() {
        var route = WriteRoute(active: old)
        let straggler = route.writeBegan()
        _ = route.turn(to: new, at: .zero)
        let later = route.writeBegan()
        #expect(route.stragglersDeadline() == [.commitAsIs([straggler])])
        #expect(
            route.writeCommitted(straggler, hasVector: false, at: second(1)) == [
                .release([straggler], .pending), .settled,
            ]
        )
        #expect(route.stragglersDeadline() == [], "there are none any more")
        #expect(route.writeFailed(later) == [])
    }

    @Test func `holds a write of the new space until the flip is published`() {
        var route = WriteRoute(active: old)
        _ = route.turn(to: new, at: .zero)
        let first = route.writeBegan()
        let second = route.writeBegan()
        #expect(
            route.writeCommitted(first, hasVector: true, at: self.second(1)) == [
                .hold(first, until: self.second(3))
            ]
        )
        #expect(
            route.writeCommitted(second, hasVector: true, at: self.second(1.5)) == [
                .hold(second, until: self.second(3.5))
            ]
        )
        #expect(
            route.publish(new, at: self.second(2)) == [.release([first, second], .embedded)]
        )
        #expect(route.longestHold == self.second(1))
        #expect(route.active == new)
        #expect(route.turnedTo == nil)
        #expect(route.holdEnded(first, at: self.second(3)) == [], "it has been answered")
    }

    @Test func `says embedded of a write of the new space that commits behind the publication`() {
        var route = WriteRoute(active: old)
        _ = route.turn(to: new, at: .zero)
        let token = route.writeBegan()
        _ = route.publish(new, at: .zero)
        #expect(
            route.writeCommitted(token, hasVector: true, at: .zero) == [
                .release([token], .embedded)
            ]
        )
    }

    @Test func `says pending of a straggler that commits behind the publication`() {
        var route = WriteRoute(active: old)
        let straggler = route.writeBegan()
        _ = route.turn(to: new, at: .zero)
        #expect(route.publish(new, at: .zero) == [.settled])
        #expect(
            route.writeCommitted(straggler, hasVector: true, at: .zero) == [
                .release([straggler], .pending)
            ]
        )
    }

    @Test func `holds no answer of the new space that has no vector`() {
        var route = WriteRoute(active: old)
        _ = route.turn(to: new, at: .zero)
        let token = route.writeBegan()
        #expect(
            route.writeCommitted(token, hasVector: false, at: .zero) == [
                .release([token], .pending)
            ]
        )
        #expect(route.longestHold == .zero)
    }

    @Test func `answers pending when a hold has lasted its time`() {
        var route = WriteRoute(active: old)
        _ = route.turn(to: new, at: .zero)
        let token = route.writeBegan()
        _ = route.writeCommitted(token, hasVector: true, at: second(1))
        #expect(route.holdEnded(token, at: second(3)) == [.release([token], .pending)])
        #expect(route.longestHold == second(2))
        #expect(route.publish(new, at: second(4)) == [], "it has been answered")
    }

    @Test(arguments: [
        (deadline: 2.0, until: 1.95), (deadline: 3.05, until: 3.0), (deadline: 9.0, until: 3.0),
    ])
    func `ends a hold before the caller's deadline`(deadline: Double, until: Double) {
        var route = WriteRoute(active: old)
        _ = route.turn(to: new, at: .zero)
        let token = route.writeBegan()
        let actions = route.writeCommitted(
            token,
            hasVector: true,
            at: second(1),
            deadline: second(deadline)
        )
        #expect(actions == [.hold(token, until: second(until))])
    }

    @Test func `holds nothing for a caller whose deadline is near`() {
        var route = WriteRoute(active: old)
        _ = route.turn(to: new, at: .zero)
        let token = route.writeBegan()
        let actions = route.writeCommitted(
            token,
            hasVector: true,
            at: second(1),
            deadline: second(1.05)
        )
        #expect(actions == [.release([token], .pending)])
    }

    @Test func `answers pending and returns to the active space when the hand-over is abandoned`() {
        var route = WriteRoute(active: old)
        _ = route.turn(to: new, at: .zero)
        let held = route.writeBegan()
        let embedding = route.writeBegan()
        _ = route.writeCommitted(held, hasVector: true, at: second(1))
        #expect(
            route.turnBack(at: second(2)) == [
                .release([held], .pending), .commitAsIs([embedding]),
            ]
        )
        #expect(route.longestHold == second(1))
        #expect(route.writeBegan().space == old)
        #expect(
            route.writeCommitted(embedding, hasVector: true, at: second(2)) == [
                .release([embedding], .pending)
            ]
        )
    }

    @Test func `lets go who waits for the stragglers when the hand-over is abandoned`() {
        var route = WriteRoute(active: old)
        let straggler = route.writeBegan()
        _ = route.turn(to: new, at: .zero)
        #expect(route.turnBack(at: second(1)) == [.settled])
        #expect(
            route.writeCommitted(straggler, hasVector: true, at: second(1)) == [
                .release([straggler], .embedded)
            ]
        )
        #expect(route.turnBack(at: second(1)) == [], "it is steady")
    }

    @Test func `counts the writes of an abandoned hand-over among the next one's old writes`() {
        var route = WriteRoute(active: old)
        _ = route.turn(to: new, at: .zero)
        let ofTheFirst = route.writeBegan()
        _ = route.turnBack(at: .zero)
        #expect(route.turn(to: new, at: .zero) == [])
        #expect(
            route.writeCommitted(ofTheFirst, hasVector: true, at: .zero) == [
                .hold(ofTheFirst, until: second(2)), .settled,
            ]
        )
    }

    @Test func `keeps the first fault of the new embedder until the turn is over`() {
        var route = WriteRoute(active: old)
        route.newEmbedderFailed("nobody turned to it")
        #expect(route.newEmbedderFault == nil)
        _ = route.turn(to: new, at: .zero)
        route.newEmbedderFailed("first")
        route.newEmbedderFailed("second")
        #expect(route.newEmbedderFault == "first")
        _ = route.turnBack(at: .zero)
        _ = route.turn(to: new, at: .zero)
        #expect(route.newEmbedderFault == nil)
    }

    @Test func `measures the longest hold anew with each turn`() {
        var route = WriteRoute(active: old)
        _ = route.turn(to: new, at: .zero)
        let token = route.writeBegan()
        _ = route.writeCommitted(token, hasVector: true, at: .zero)
        _ = route.turnBack(at: second(1))
        _ = route.turn(to: new, at: second(1))
        #expect(route.longestHold == .zero)
    }
}
