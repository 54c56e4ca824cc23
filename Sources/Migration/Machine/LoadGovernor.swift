/// How many requests may be in flight beside the live system.
///
/// One more for each second in which it does well, half for each in which it does not: fair to
/// whoever shares the embedder (Chiu and Jain, 1989). Where even one is too many it rests, longer
/// each time.
struct LoadGovernor: Sendable {
    /// The longest rest, in looks.
    static let restMax = 30

    private(set) var width: Int
    private let most: Int
    private var restLooks = 0
    private var restLeft = 0

    init(most: Int) {
        self.most = most
        width = most
    }

    /// It lets fewer through than there may be.
    var isBraking: Bool { width < most }

    /// `isOver`: the live system is beyond a bound.
    mutating func look(isOver: Bool) {
        switch (isOver, width) {
        case (true, 2...):
            width /= 2
        case (true, 1):
            width = 0
            restLooks = min(max(restLooks * 2, 1), Self.restMax)
            restLeft = restLooks
        case (true, _):
            restLeft = max(restLeft, 1)
        case (false, 0) where restLeft > 1:
            restLeft -= 1
        case (false, _):
            width = min(width + 1, most)
            if width == most { restLooks = 0 }
        }
    }

    /// The same pace under another most.
    func tuned(most: Int) -> LoadGovernor {
        guard isBraking else { return LoadGovernor(most: most) }
        var governor = LoadGovernor(most: most)
        governor.width = min(width, most)
        governor.restLooks = restLooks
        governor.restLeft = restLeft
        return governor
    }
}
