/// Whether a model is still the one that filled a space.
package enum CanaryVerdict: Sendable, Hashable {
    /// As near as the provider's noise allows; the distance, 1 - cosine, is that of the text that
    /// moved most.
    case same(distance: Double)
    case drifted(CanaryDrift)

    package var isSame: Bool {
        if case .same = self { true } else { false }
    }

    /// What came of it, with the numbers.
    package var sentence: String {
        switch self {
        case .same(let distance):
            "The canary texts are where they were: none moved by more than "
                + "\(distance.threeFigures)."
        case .drifted(let drift): drift.sentence
        }
    }
}

/// What shows that a model is another than it was.
package enum CanaryDrift: Sendable, Hashable {
    /// A text moved too far: 1 - cosine.
    case text(String, distance: Double, allowed: Double)
    /// What the axis holds agrees too little with what it held, over all texts: a cosine.
    case axis(Int, agreement: Double, least: Double)
    case dimensions(Int, expected: Int)

    package var sentence: String {
        switch self {
        case .text(let text, let distance, let allowed):
            "The model is not the one that filled the space: the canary text "
                + "\"\(Self.beginning(of: text))\" moved by \(distance.threeFigures), and noise "
                + "explains \(allowed.threeFigures); bring back the model, or migrate to this one "
                + "under a name of its own."
        case .axis(let axis, let agreement, let least):
            "The model is not the one that filled the space: over the canary texts, axis \(axis) "
                + "agrees by \(agreement.threeFigures) with what it was, and \(least.threeFigures) "
                + "is the least; bring back the model, or migrate to this one under a name of its "
                + "own."
        case .dimensions(let dimensions, let expected):
            "The model is not the one that filled the space: it has \(dimensions) dimensions, and "
                + "the space \(expected); bring back the model, or migrate to this one under a "
                + "name of its own."
        }
    }

    private static let characters = 40

    private static func beginning(of text: String) -> String {
        let line = text.prefix { !$0.isNewline }
        return line.count > characters ? line.prefix(characters) + "…" : String(line)
    }
}

extension Double {
    /// As people read a distance: three figures that count.
    package var threeFigures: String {
        var scale = 1.0
        while magnitude * scale < 100, scale < 1e15 { scale *= 10 }
        return "\((self * scale).rounded() / scale)"
    }
}
