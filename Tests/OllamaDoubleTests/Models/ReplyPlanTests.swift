import Testing

@testable import OllamaDouble

@Suite struct ReplyPlanTests {
    private let model = ModelProfile(
        name: "thinker",
        kind: .chat,
        reply: ReplyShape(tokens: 40, thinkingTokens: 3)
    )
    private let question = ChatMessage(role: "user", content: "What is a shell?")

    private func plan(_ change: (inout ReplyWish) -> Void = { _ in }) -> ReplyPlan {
        var wish = ReplyWish(messages: [question])
        change(&wish)
        return ReplyPlan(to: wish, of: model)
    }

    private func text(_ plan: ReplyPlan) -> String {
        plan.pieces.reduce(into: "") { text, piece in
            if case .content(let said) = piece { text += said }
        }
    }

    @Test func `the same question has the same answer, of as many tokens as were set`() {
        #expect(plan().pieces == plan().pieces)
        #expect(plan().pieces.count == 40)
        #expect(plan().end == .stop)
        #expect(text(plan()).hasPrefix("This is the double of thinker:latest, asked: What is a"))
    }

    @Test func `a reply ends at the tokens that are allowed`() {
        #expect(plan { $0.tokensMax = 39 }.pieces.count == 39)
        #expect(plan { $0.tokensMax = 39 }.end == .length)
        #expect(plan { $0.tokensMax = 40 }.end == .stop)
        #expect(plan { $0.tokensMax = -1 }.end == .stop)
    }

    @Test func `thoughts come first`() {
        let pieces = plan { $0.thinks = true }.pieces
        let thoughts = pieces.prefix { piece in
            if case .thinking = piece { true } else { false }
        }
        #expect(thoughts.count == 3)
        #expect(pieces.count == 43)
    }

    @Test func `a tool is called with arguments of its schema's types`() {
        let schema = JSONValue.object([
            "type": .string("object"),
            "properties": .object([
                "city": .object(["type": .string("string")]),
                "days": .object(["type": .string("integer")]),
                "unit": .object(["enum": .array([.string("C"), .string("F")])]),
                "tags": .object([
                    "type": .string("array"), "items": .object(["type": .string("boolean")]),
                ]),
            ]),
        ])
        let tool = JSONValue.object([
            "function": .object(["name": .string("weather"), "parameters": schema])
        ])
        guard case .toolCall("weather", let arguments)? = plan({ $0.tools = [tool] }).pieces.first
        else {
            Issue.record("no tool was called")
            return
        }
        #expect(arguments["city"]?.text != nil)
        #expect(arguments["days"]?.number != nil)
        #expect(arguments["unit"] == .string("C"))
        #expect(arguments["tags"] == .array([.bool(true)]))
    }

    @Test func `a tool's answer is answered with words`() {
        let tool = JSONValue.object(["function": .object(["name": .string("weather")])])
        let plan = plan {
            $0.tools = [tool]
            $0.messages.append(ChatMessage(role: "tool", content: "22 degrees"))
        }
        #expect(!text(plan).isEmpty)
    }

    @Test func `an answer in JSON is JSON`() throws {
        let any = try HTTPProbe.Answer.json(text(plan { $0.format = .string("json") }))
        #expect(any["answer"] != nil)
        let schema = JSONValue.object([
            "properties": .object(["age": .object(["type": .string("number")])])
        ])
        let shaped = try HTTPProbe.Answer.json(text(plan { $0.format = schema }))
        #expect(shaped["age"] as? Int != nil)
    }
}
