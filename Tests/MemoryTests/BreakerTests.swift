import Memory
import Testing

@Suite struct `The breaker` {
    @Test func `opens at the third failure in a row and not before`() {
        var breaker = Breaker()
        #expect(breaker.failed("one", wasProbe: false, at: .zero) == false)
        #expect(breaker.failed("two", wasProbe: false, at: .zero) == false)
        #expect(breaker.permit(mayProbe: false, at: .zero) == .granted)
        #expect(breaker.failed("three", wasProbe: false, at: .seconds(1)) == true)
        #expect(breaker.problem == Breaker.Problem(reason: "three", nextTry: .seconds(6)))
    }

    @Test func `counts only failures in a row`() {
        var breaker = Breaker()
        for _ in 0..<9 {
            breaker.failed("one", wasProbe: false, at: .zero)
            breaker.failed("two", wasProbe: false, at: .zero)
            breaker.succeeded()
        }
        #expect(breaker.problem == nil)
    }

    @Test func `lets one probe pass when its time has come, and only one`() {
        var breaker = opened(at: .zero)
        #expect(breaker.permit(mayProbe: true, at: .milliseconds(4_999)) == refused(.seconds(5)))
        #expect(breaker.permit(mayProbe: false, at: .seconds(5)) == refused(.seconds(5)))
        #expect(breaker.permit(mayProbe: true, at: .seconds(5)) == .grantedAsProbe)
        #expect(breaker.permit(mayProbe: true, at: .seconds(50)) == refused(nil))
    }

    @Test func `closes when the probe is answered`() {
        var breaker = opened(at: .zero)
        _ = breaker.permit(mayProbe: true, at: .seconds(5))
        breaker.succeeded()
        #expect(breaker.permit(mayProbe: false, at: .seconds(5)) == .granted)
        let hasOpened = breaker.failed("one", wasProbe: false, at: .seconds(5))
        #expect(!hasOpened, "counted anew")
    }

    @Test func `opens again for another period when the probe fails`() {
        var breaker = opened(at: .zero)
        _ = breaker.permit(mayProbe: true, at: .seconds(5))
        breaker.failed("still", wasProbe: true, at: .seconds(6))
        #expect(breaker.problem == Breaker.Problem(reason: "still", nextTry: .seconds(11)))
    }

    @Test func `gives the probe to the next caller when its caller gave it up`() {
        var breaker = opened(at: .zero)
        _ = breaker.permit(mayProbe: true, at: .seconds(5))
        breaker.abandoned(wasProbe: false, at: .seconds(6))
        #expect(breaker.permit(mayProbe: true, at: .seconds(6)) == refused(nil))
        breaker.abandoned(wasProbe: true, at: .seconds(6))
        #expect(breaker.permit(mayProbe: true, at: .seconds(6)) == .grantedAsProbe)
    }

    @Test func `keeps the time of the probe when calls from before it opened fail`() {
        var breaker = opened(at: .zero)
        breaker.failed("late", wasProbe: false, at: .seconds(4))
        #expect(breaker.problem == Breaker.Problem(reason: "late", nextTry: .seconds(5)))
        _ = breaker.permit(mayProbe: true, at: .seconds(5))
        breaker.failed("later", wasProbe: false, at: .seconds(5))
        #expect(breaker.problem == Breaker.Problem(reason: "late", nextTry: nil))
    }

    @Test func `opens at once when the provider denies its service, and for longer`() {
        var breaker = Breaker()
        let hasOpened = breaker.failed("no key", .denied, wasProbe: false, at: .zero)
        #expect(hasOpened)
        let problem = Breaker.Problem(reason: "no key", nextTry: .seconds(60), isDenial: true)
        #expect(breaker.problem == problem)
    }

    @Test func `leaves the provider alone for as long as it wants, and no longer than the bound`() {
        var breaker = Breaker()
        breaker.failed("busy", .retryAfter(.seconds(30)), wasProbe: false, at: .zero)
        #expect(breaker.problem?.nextTry == .seconds(30))
        breaker.failed("busier", .retryAfter(.seconds(600)), wasProbe: false, at: .zero)
        #expect(breaker.problem?.nextTry == .seconds(600))
        breaker.failed("shut", .retryAfter(.seconds(601)), wasProbe: false, at: .zero)
        #expect(breaker.problem?.nextTry == .seconds(600))
    }

    private func opened(at now: Duration) -> Breaker {
        var breaker = Breaker()
        for _ in 0..<3 { breaker.failed("down", wasProbe: false, at: now) }
        return breaker
    }

    private func refused(_ nextTry: Duration?) -> Breaker.Permission {
        .refused(Breaker.Problem(reason: "down", nextTry: nextTry))
    }
}
