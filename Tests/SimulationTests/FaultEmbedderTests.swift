import Spaces
import TestSupport
import Testing

struct FaultScriptTests {
    @Test func `a script is read rule by rule`() throws {
        let script = try FaultScript(
            parsing: "delay=500ms,delay=1s/2..3,fail=3..5,nan=7..,hang=every6,refuse~POISON,max=9"
        )
        #expect(
            (1...4).map { script.delay(ofCall: $0) } == [0.5, 1.5, 1.5, 0.5].map(Duration.seconds)
        )
        #expect(
            (1...12).map { script.fault(ofCall: $0) } == [
                nil, nil, .fail, .fail, .fail, .hang, .nan, .nan, .nan, .nan, .nan, .nan,
            ]
        )
        #expect(script.refused(among: ["fine", "has POISON in it", "POISON"]) == 1)
        #expect(script.refused(among: ["poison"]) == nil)
        #expect(script.textsPerCallMax == 9)
    }

    @Test(arguments: FaultScript.Fault.allCases)
    func `a fault without calls befalls every call`(fault: FaultScript.Fault) throws {
        let script = try FaultScript(parsing: fault.rawValue)
        #expect([1, 2, 1_000_000].allSatisfy { script.fault(ofCall: $0) == fault })
    }

    @Test func `one call alone, and every so-manieth`() throws {
        let script = try FaultScript(parsing: "zeros=2,count=every3")
        #expect(
            (1...6).map { script.fault(ofCall: $0) } == [nil, .zeros, .count, nil, nil, .count]
        )
    }

    @Test func `an empty script is harmless`() throws {
        let script = try FaultScript(parsing: "")
        #expect(script == .harmless)
        #expect(script.fault(ofCall: 1) == nil)
        #expect(script.delay(ofCall: 1) == .zero)
    }

    @Test(
        arguments: [
            "fails", "fail=0", "fail=5..3", "fail=x", "fail=..3", "fail=every0", "fail=-1",
            "delay", "delay=5", "delay=ms", "delay=5h", "delay=5ms/x", "refuse~", "refuse=x",
            "max=0", "max=many", "=", "~", "each=5", "context=0", "price=-1", "key=", "spoil~",
        ]
    )
    func `a rule that cannot be read is refused by name`(rule: String) {
        #expect {
            try FaultScript(parsing: "fail=3,\(rule)")
        } throws: { error in
            (error as? EmbedderTargetError)?.message.contains("\"\(rule)\"") ?? false
        }
    }
}

struct FaultEmbedderTests {
    private static func embed(
        _ script: String,
        _ texts: [String] = ["a", "b"]
    ) async throws
        -> [[Float]]
    {
        try await FaultEmbedder(target: "fault:\(script)@8").embed(texts, as: .document)
    }

    @Test func `without a fault the vectors are right, and a text finds itself`() async throws {
        let embedder = try FaultEmbedder(target: "fault:@8")
        let documents = try await embedder.embed(["a", "b", "a"], as: .document)
        let query = try await embedder.embed(["a"], as: .query)
        let fault = VectorValidity.fault(in: documents, count: 3, identity: embedder.identity)
        #expect(fault == nil)
        #expect(documents[0] == documents[2])
        #expect(documents[0] == query[0])
        #expect(documents[0] != documents[1])
        #expect(embedder.textsEmbedded == 4)
    }

    @Test(arguments: ["dimensions", "count", "zeros", "nan", "length"])
    func `a spoilt answer is not valid`(fault: String) async throws {
        let vectors = try await Self.embed(fault)
        let identity = SpaceIdentity(provider: "fault", model: fault, dimensions: 8)
        #expect(VectorValidity.fault(in: vectors, count: 2, identity: identity) != nil)
    }

    @Test func `failures say what they are`() async throws {
        let codes: [(String, EmbedderError.Code)] = [
            ("fail", .unavailable), ("timeout", .timedOut), ("refuse~b", .textRefused(position: 1)),
            ("denied", .denied), ("busy", .unavailable), ("choke~b", .batchRefused),
            ("key=/no/such/key", .denied),
        ]
        for (script, code) in codes {
            let error = await #expect(throws: EmbedderError.self) {
                try await Self.embed(script)
            }
            #expect(error?.code == code)
        }
    }

    @Test func `one text's vector is spoilt, and the others are not`() async throws {
        let vectors = try await Self.embed("spoil~b")
        #expect(vectors.map { $0.contains(where: \.isNaN) } == [false, true])
    }

    @Test func `tokens are words, and too many of them are refused`() async throws {
        let embedder = try FaultEmbedder(target: "fault:context=2@8")
        let answer = try await embedder.embedding(of: ["a b", "c"], as: .document)
        #expect(answer.tokens == 3)
        let error = await #expect(throws: EmbedderError.self) {
            try await embedder.embed(["a b c"], as: .document)
        }
        #expect(error?.code == .batchRefused)
    }

    @Test func `a model that drifted gives valid vectors that differ`() async throws {
        let drifted = try await Self.embed("drift")
        let identity = SpaceIdentity(provider: "fault", model: "drift", dimensions: 8)
        #expect(VectorValidity.fault(in: drifted, count: 2, identity: identity) == nil)
        let before = try await Self.embed("")
        #expect(drifted != before)
    }

    @Test func `a call that hangs ends by being cancelled`() async throws {
        let embedder = try FaultEmbedder(target: "fault:hang@8")
        let call = Task { try await embedder.embed(["a"], as: .document) }
        call.cancel()
        let error = await #expect(throws: EmbedderError.self) { try await call.value }
        #expect(error?.code == .cancelled)
    }

    @Test func `a call that hangs can be let go`() async throws {
        let embedder = try FaultEmbedder(target: "fault:hang@8")
        let call = Task { try await embedder.embed(["a"], as: .document) }
        while embedder.hanging == 0 { await Task.yield() }
        embedder.releaseHanging()
        #expect(try await call.value == [embedder.vector(of: "a")])
        #expect(embedder.hanging == 0)
    }

    @Test func `a script changes at run time, and calls are counted anew`() async throws {
        let embedder = try FaultEmbedder(target: "fault:fail@8")
        _ = try? await embedder.embed(["a"], as: .document)
        embedder.follow(try FaultScript(parsing: "fail=2"))
        #expect(embedder.calls == 0)
        _ = try await embedder.embed(["a"], as: .document)
        await #expect(throws: EmbedderError.self) { try await embedder.embed(["a"], as: .document) }
        #expect(embedder.calls == 2)
        #expect(embedder.identity.target == "fault:fail@8")
    }

    @Test(arguments: ["fault:fail", "fault:fail@", "fault:fail@0", "fault:@x", "other:fail@8"])
    func `a target that is none is refused`(target: String) {
        #expect(throws: EmbedderTargetError.self) { try FaultEmbedder(target: target) }
    }
}
