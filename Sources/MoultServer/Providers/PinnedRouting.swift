internal import Memory
internal import Migration
internal import Spaces
internal import Synchronization

/// The live route, with the models' places on their hosts kept in step with it.
final class PinnedRouting: WriteRouting {
    private enum Wish {
        /// Next: `back`, or another `turned`.
        case turned(Int)
        /// Next: `turned`.
        case back
    }

    private let route: LiveRoute
    private let places: ModelPlaces
    private let place: @Sendable (SpaceIdentity) -> ModelPlaces.Place?
    private let wish = Mutex((last: Wish.back, turns: 0))

    init(
        route: LiveRoute,
        places: ModelPlaces,
        place: @escaping @Sendable (SpaceIdentity) -> ModelPlaces.Place?
    ) {
        self.route = route
        self.places = places
        self.place = place
    }

    /// The new embedder has its slot before the first write is turned to it.
    ///
    /// That may take minutes, and the hand-over may be given up meanwhile: then nothing is turned.
    func turn(to space: Space, straggling: Duration) async {
        let mine = wish.withLock { wish in
            wish.turns += 1
            wish.last = .turned(wish.turns)
            return wish.turns
        }
        await places.prepare(place(space.identity))
        guard isWanted(mine), !Task.isCancelled else { return places.abandon() }
        await route.turn(to: space, straggling: straggling)
        // Given up between the look and the turn: nobody else would turn it back.
        if isBack { await route.turnBack() }
    }

    func turnBack() async {
        wish.withLock { $0.last = .back }
        await route.turnBack()
        places.abandon()
    }

    func publish(_ profile: ActiveProfile) -> Bool {
        guard route.publish(profile) else { return false }
        places.flip(to: place(profile.space.identity))
        return true
    }

    func newEmbedderFault() -> String? { route.newEmbedderFault() }

    func longestHold() -> Duration { route.longestHold() }

    private func isWanted(_ turn: Int) -> Bool {
        wish.withLock { if case .turned(turn) = $0.last { true } else { false } }
    }

    private var isBack: Bool {
        wish.withLock { if case .back = $0.last { true } else { false } }
    }
}
