import Channels
import Messages
import RPC
import Synchronization
import Testing

@testable import Services

@Suite struct EmbeddingTests {
    private func embed(
        _ request: MoultV1.EmbedRequest,
        at desk: InferenceDesk
    ) async throws -> MoultV1.EmbedResponse {
        try await desk.transport.call(MoultV1.InferenceMethods.embed, request)
    }

    @Test func `vectors come as little-endian floats, in the order of their texts`() async throws {
        let response = try await embed(
            MoultV1.EmbedRequest(texts: ["ab", "a long one"]),
            at: InferenceDesk()
        )
        #expect(response.target == "double:length@2")
        #expect(response.dimensions == 2)
        #expect(response.tokensCounted)
        #expect(response.embedded.map(\.tokens) == [2, 10])
        #expect(response.embedded.map(\.truncated) == [false, true])
        #expect(response.embedded[0].vector == [0, 0, 0, 0x40, 0, 0, 0, 0x40])
        #expect(VectorBytes.values(of: response.embedded[1].vector) == [10, 10])
    }

    @Test func `what is asked reaches the channel`() async throws {
        let desk = InferenceDesk()
        _ = try await embed(
            MoultV1.EmbedRequest(
                texts: ["a"],
                target: "ollama:embeddinggemma",
                wording: .query,
                dimensions: 3,
                truncate: true,
                bulk: true
            ),
            at: desk
        )
        _ = try await embed(MoultV1.EmbedRequest(texts: ["b"]), at: desk)
        let asked = desk.embeds.state.withLock(\.asked)
        #expect(
            asked == [
                EmbedAsk(
                    target: "ollama:embeddinggemma",
                    ["a"],
                    wording: .query,
                    dimensions: 3,
                    truncates: true,
                    isUrgent: false
                ),
                EmbedAsk(["b"]),
            ]
        )
    }

    @Test func `a call takes the most texts, and not one more`() async throws {
        var limits = InferenceLimits()
        limits.embedTextsMax = 2
        let desk = InferenceDesk(limits: limits)
        _ = try await embed(MoultV1.EmbedRequest(texts: ["a", "b"]), at: desk)
        let status = await refusal {
            try await embed(MoultV1.EmbedRequest(texts: ["a", "b", "c"]), at: desk)
        }
        #expect(status?.code == .invalidArgument)
        #expect(status?.reason == .limitExceeded)
        #expect(status?.subject == "texts")
        #expect(
            status?.message
                == "texts has 3 entries, of which at most 2 are taken; send fewer."
        )
    }

    @Test func `a text takes its most bytes, and not one more`() async throws {
        var limits = InferenceLimits()
        limits.embedTextBytesMax = 3
        limits.targetBytesMax = 3
        let desk = InferenceDesk(limits: limits)
        _ = try await embed(MoultV1.EmbedRequest(texts: ["abc"], target: "abc"), at: desk)
        let long = await refusal {
            try await embed(MoultV1.EmbedRequest(texts: ["a", "abcd"]), at: desk)
        }
        #expect(long?.message == "texts[1] has 4 bytes; give at most 3.")
        let target = await refusal {
            try await embed(MoultV1.EmbedRequest(texts: ["a"], target: "abcd"), at: desk)
        }
        #expect(target?.subject == "target")
        #expect(target?.reason == .limitExceeded)
    }

    @Test func `no text and an empty text are refused by their names`() async {
        let desk = InferenceDesk()
        let none = await refusal { try await embed(MoultV1.EmbedRequest(), at: desk) }
        #expect(none?.code == .invalidArgument)
        #expect(none?.subject == "texts")
        let empty = await refusal {
            try await embed(MoultV1.EmbedRequest(texts: ["a", ""]), at: desk)
        }
        #expect(empty?.code == .invalidArgument)
        #expect(empty?.subject == "texts[1]")
    }

    @Test(arguments: [-1, 65_537] as [Int32])
    func `a width out of its bounds is refused`(dimensions: Int32) async {
        let status = await refusal {
            try await embed(
                MoultV1.EmbedRequest(texts: ["a"], dimensions: dimensions),
                at: InferenceDesk()
            )
        }
        #expect(status?.code == .invalidArgument)
        #expect(status?.subject == "dimensions")
    }

    @Test func `a reply that would pass its frame is refused, and says how many would do`() async {
        let desk = InferenceDesk()
        let texts = [String](repeating: "a", count: 1_024)
        let before = await refusal {
            try await embed(MoultV1.EmbedRequest(texts: texts, dimensions: 1_536), at: desk)
        }
        #expect(before?.code == .resourceExhausted)
        #expect(before?.reason == .limitExceeded)
        #expect(
            before?.message
                == "1024 vectors of 1536 dimensions take 6316032 bytes, and a reply holds 4193280; "
                + "ask for at most 679 texts at once."
        )
        #expect(desk.embeds.state.withLock(\.asked).isEmpty)

        desk.embeds.state.withLock { $0.dimensions = 1_536 }
        let after = await refusal {
            try await embed(MoultV1.EmbedRequest(texts: texts), at: desk)
        }
        #expect(after?.message == before?.message)
    }

    @Test func `as many texts as that come through`() async throws {
        let texts = [String](repeating: "a", count: 679)
        let response = try await embed(
            MoultV1.EmbedRequest(texts: texts, dimensions: 1_536),
            at: InferenceDesk()
        )
        #expect(response.embedded.count == 679)
    }

    @Test func `a full lane is a limit, and says when to come again`() async {
        let desk = InferenceDesk()
        desk.embeds.state.withLock {
            $0.failure = ChannelError(
                .full,
                "4096 texts wait already.",
                retryAfter: .milliseconds(1_200)
            )
        }
        let status = await refusal { try await embed(MoultV1.EmbedRequest(texts: ["a"]), at: desk) }
        #expect(status?.code == .resourceExhausted)
        #expect(status?.reason == .limitExceeded)
        #expect(status?.retryable == true)
        #expect(status?.message == "4096 texts wait already. There may be room in about 2 s.")
    }
}
