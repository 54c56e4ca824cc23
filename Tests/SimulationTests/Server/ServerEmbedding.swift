import Knowledge
import Memory
import Spaces
import TestSupport

/// Why there are no vectors.
enum EmbeddingFailure: Error {
    case notAsked(String)
    case failed(String)
    /// The text at the position.
    case refused(Int, String)
    /// Only for who asks as the healer does: one of the texts may be to blame.
    case doubtful(String)
}

extension Server {
    /// As the memory embeds: behind the space's breaker, with the answer checked.
    func embed(
        _ texts: [String],
        in space: SpaceID,
        mayProbe: Bool,
        seeksFault: Bool = false,
        then done: @escaping (Result<[[Float]], EmbeddingFailure>) throws -> Void
    ) {
        let now = world.now
        let permission = breakers[space, default: Breaker()].permit(mayProbe: mayProbe, at: now)
        let isProbe: Bool
        switch permission {
        case .granted: isProbe = false
        case .grantedAsProbe: isProbe = true
        case .refused(let problem):
            return after(0...10) { try done(.failure(.notAsked(problem.reason))) }
        }
        ask(texts, in: space, timeout: .seconds(5)) { answer in
            try done(self.judge(answer, texts.count, in: space, isProbe, seeksFault))
        }
    }

    private func judge(
        _ answer: Result<[[Float]], EmbedderError>,
        _ count: Int,
        in space: SpaceID,
        _ isProbe: Bool,
        _ seeksFault: Bool
    ) -> Result<[[Float]], EmbeddingFailure> {
        let reason: String
        var isDenied = false
        switch answer {
        case .success(let vectors):
            let identity = identity(of: space)
            guard let fault = VectorValidity.fault(in: vectors, count: count, identity: identity)
            else {
                breakers[space, default: Breaker()].succeeded()
                return .success(vectors)
            }
            guard !seeksFault else {
                breakers[space, default: Breaker()].abandoned(wasProbe: isProbe, at: world.now)
                return .failure(.doubtful(fault))
            }
            reason = fault
        case .failure(let error):
            switch error.code {
            case .textRefused(let position):
                breakers[space, default: Breaker()].abandoned(wasProbe: isProbe, at: world.now)
                return .failure(.refused(position, error.message))
            case .batchRefused:
                breakers[space, default: Breaker()].succeeded()
                return .failure(.doubtful(error.message))
            default:
                isDenied = error.code == .denied
                reason = error.message
            }
        }
        breakers[space, default: Breaker()].failed(
            reason,
            isDenied ? .denied : .passing,
            wasProbe: isProbe,
            at: world.now
        )
        return .failure(.failed(reason))
    }

    /// Asks the provider; an answer always comes, if only that of the time-out.
    func ask(
        _ texts: [String],
        in space: SpaceID,
        timeout: Duration,
        bill: @escaping () -> Void = {},
        then done: @escaping (Result<[[Float]], EmbedderError>) throws -> Void
    ) {
        let target = identity(of: space)
        let isSlow = world.embedders.trouble(of: target, at: world.now) == .isSlow
        let wait = isSlow ? world.some(300_000...3_000_000) : world.some(500...30_000)
        let world = world
        // The provider goes on, whatever becomes of whoever asked.
        world.timetable.plan(at: world.now + .microseconds(wait)) { [self] in
            let answer = world.embedders.answer(to: texts, from: target, at: world.now)
            switch answer {
            case .success, nil: bill()
            case .failure: break
            }
            guard isAlive else { return }
            guard let answer else {
                let late = EmbedderError(.timedOut, "no answer within \(timeout)")
                return at(world.now + timeout) { try done(.failure(late)) }
            }
            try done(answer)
        }
    }
}
