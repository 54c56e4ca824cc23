internal import Memory
internal import Migration
internal import Spaces

/// The live route, with the models' places on their hosts kept in step with it.
struct PinnedRouting: WriteRouting {
    let route: LiveRoute
    let places: ModelPlaces
    let place: @Sendable (SpaceIdentity) -> ModelPlaces.Place?

    /// The new embedder has its slot before the first write is turned to it.
    func turn(to space: Space, straggling: Duration) async {
        await places.prepare(place(space.identity))
        await route.turn(to: space, straggling: straggling)
    }

    func turnBack() async {
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
}
