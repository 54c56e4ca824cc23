import Testing

@testable import Channels

/// One model has many names.
@Suite struct SpellingTests {
    private var test = MachineUnderTest()

    @Test(arguments: [
        ("llama3", "llama3"), ("llama3:latest", "llama3"), ("Llama3:Latest", "llama3"),
        ("llama3:8b", "llama3:8b"), ("hf.co/house/Ant:Q4", "hf.co/house/ant:q4"),
        ("house:11434/ant", "house:11434/ant"),
    ])
    func `the canonical name is the shortest`(name: String, canonical: String) {
        #expect(ModelTag.canonical(name) == canonical)
    }

    @Test mutating func `two spellings of a model cause no change`() {
        #expect(test.submit("Ant:latest") == [.seePins])
        #expect(
            test.after(.zero, .sawPins(nil)) == [
                .tellPins("Ant:latest"), .load("Ant:latest", .chat),
            ]
        )
        _ = test.after(.seconds(1), .loaded(nil))
        _ = test.run(1, for: .seconds(1))
        #expect(test.submit("ant") == [.begin(JobID(rawValue: 2))])
        _ = test.run(2, for: .seconds(1))
        #expect(test.submit("ANT") == [.begin(JobID(rawValue: 3))])
        #expect(test.machine.overview(at: test.now).modelChangesToday == 1)
    }

    @Test mutating func `what was learnt of a model holds for each of its names`() {
        _ = test.submit("ant:latest")
        _ = test.after(.zero, .sawPins(nil))
        _ = test.after(.seconds(4), .loaded(nil))
        _ = test.run(1, for: .seconds(2))
        #expect(test.machine.costs.change(to: "ant") == .seconds(4))
        #expect(test.machine.costs.job(of: "ant") == .seconds(2))
    }

    @Test mutating func `a place says the name that was asked for`() {
        _ = test.submit("Ant:Latest")
        let place = test.machine.places(at: test.now)[JobID(rawValue: 1)]
        #expect(place?.message == "Its model “Ant:Latest” is being loaded.")
    }
}
