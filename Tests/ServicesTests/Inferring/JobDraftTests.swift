import Channels
import Knowledge
import Messages
import RPC
import Testing

@testable import Services

@Suite struct JobDraftTests {
    private func read(
        _ draft: MoultV1.JobDraft?,
        limits: InferenceLimits = InferenceLimits(),
        key: String = ""
    ) throws(RPCStatus) -> JobRequest {
        try JobDraftReading(limits, KnowledgeLimits()).read(draft, key: key)
    }

    private func refusal(
        of draft: MoultV1.JobDraft?,
        limits: InferenceLimits = InferenceLimits(),
        key: String = ""
    ) -> RPCStatus? {
        do throws(RPCStatus) {
            _ = try read(draft, limits: limits, key: key)
            return nil
        } catch {
            return error
        }
    }

    @Test func `JSON goes to the host untouched, and texts as JSON`() throws {
        let draft = MoultV1.JobDraft(
            model: "qwen3:8b",
            messages: [
                MoultV1.ChatMessage(role: "system", content: "Say \"yes\"\n\\\u{1}."),
                MoultV1.ChatMessage(role: "user", content: "Ü?", images: [[1, 2, 3], [0xFF]]),
                MoultV1.ChatMessage(
                    role: "assistant",
                    thinking: "Hm.",
                    toolCallsJson: #"[ {"function":{"name":"f","arguments":{"x":1.50}}} ]"#
                ),
                MoultV1.ChatMessage(role: "tool", content: "7", toolName: "f"),
            ],
            toolsJson: #"[{"type":"function"}]"#,
            formatJson: #"{"type": "object"}"#,
            thinkJson: #""high""#,
            optionsJson: #"{"temperature":0.10, "num_ctx":4096}"#
        )
        #expect(
            try read(draft).body
                == #"{"messages":["#
                + #"{"role":"system","content":"Say \"yes\"\n\\\u0001."},"#
                + #"{"role":"user","content":"Ü?","images":["AQID","/w=="]},"#
                + #"{"role":"assistant","content":"","thinking":"Hm.","tool_calls":"#
                + #"[ {"function":{"name":"f","arguments":{"x":1.50}}} ]},"#
                + #"{"role":"tool","content":"7","tool_name":"f"}],"#
                + #""tools":[{"type":"function"}],"format":{"type": "object"},"#
                + #""think":"high","options":{"temperature":0.10, "num_ctx":4096}}"#
        )
    }

    @Test func `what stands beside the body is kept`() throws {
        var draft = InferenceDesk.draft
        draft.priority = .high
        draft.deadlineUnixMs = 5_000
        draft.label = "nightly"
        draft.traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"
        let request = try read(draft, key: "k")
        #expect(request.model == "llama3.2")
        #expect(request.priority == .high)
        #expect(request.deadlineUnixMs == 5_000)
        #expect(request.label == "nightly")
        #expect(request.traceparent == draft.traceparent)
        #expect(request.idempotencyKey == "k")
    }

    @Test func `what is left out is as usual`() throws {
        let request = try read(InferenceDesk.draft)
        #expect(request.priority == .normal)
        #expect(request.deadlineUnixMs == nil)
        #expect(
            request.body
                == #"{"messages":[{"role":"user","content":"Why is the sky blue?"}]}"#
        )
    }

    @Test(arguments: [
        ("tools_json", "{}", " is an object; give an array"),
        ("tools_json", "[1", ": The JSON is wrong at byte 2: it ends too early. Give an array."),
        ("format_json", "json", ": The JSON is wrong at byte 0:"),
        ("format_json", "\"yaml\"", " is a string; give \"json\" in quotes"),
        ("think_json", "1", " is a number; give true, false"),
        ("options_json", "[]", " is an array; give an object"),
        ("options_json", "{\"a\":1,}", ": The JSON is wrong at byte 7:"),
        ("options_json", "{\"a\":\"\\x\"}", ": The JSON is wrong at byte"),
        ("options_json", "{} {}", ": The JSON is wrong at byte 3:"),
    ])
    func `JSON of the wrong kind is refused by its field`(
        field: String,
        json: String,
        sentence: String
    ) {
        var draft = InferenceDesk.draft
        switch field {
        case "tools_json": draft.toolsJson = json
        case "format_json": draft.formatJson = json
        case "think_json": draft.thinkJson = json
        default: draft.optionsJson = json
        }
        let status = refusal(of: draft)
        #expect(status?.code == .invalidArgument)
        #expect(status?.subject == "draft.\(field)")
        #expect(status?.message.hasPrefix("draft.\(field)\(sentence)") == true)
    }

    @Test(arguments: [#""json""#, #" "json" "#, "{}"])
    func `a format is the word or a schema`(format: String) throws {
        var draft = InferenceDesk.draft
        draft.formatJson = format
        #expect(try read(draft).body.contains("\"format\":\(format)"))
    }

    @Test func `a message's calls are looked at too`() {
        var draft = InferenceDesk.draft
        draft.messages.append(MoultV1.ChatMessage(role: "assistant", toolCallsJson: "{}"))
        #expect(refusal(of: draft)?.subject == "draft.messages[1].tool_calls_json")
    }

    @Test func `what is missing is refused by its field`() {
        #expect(refusal(of: nil)?.subject == "draft")
        var draft = InferenceDesk.draft
        draft.model = ""
        #expect(refusal(of: draft)?.subject == "draft.model")
        draft = InferenceDesk.draft
        draft.messages = []
        #expect(refusal(of: draft)?.subject == "draft.messages")
        draft.messages = [MoultV1.ChatMessage(content: "a")]
        #expect(refusal(of: draft)?.subject == "draft.messages[0].role")
        draft = InferenceDesk.draft
        draft.deadlineUnixMs = -1
        #expect(refusal(of: draft)?.subject == "draft.deadline_unix_ms")
    }

    @Test func `each limit takes what is at it, and not one more`() throws {
        var limits = InferenceLimits()
        limits.modelBytesMax = 8
        limits.labelBytesMax = 2
        limits.traceparentBytesMax = 2
        limits.messagesMax = 1
        var draft = InferenceDesk.draft
        draft.label = "ab"
        draft.traceparent = "ab"
        limits.bodyBytesMax = try read(draft).body.utf8.count
        #expect(refusal(of: draft, limits: limits) == nil)

        var past = draft
        past.model += "x"
        #expect(refusal(of: past, limits: limits)?.subject == "draft.model")
        past = draft
        past.label += "x"
        #expect(refusal(of: past, limits: limits)?.subject == "draft.label")
        past = draft
        past.traceparent += "x"
        #expect(refusal(of: past, limits: limits)?.subject == "draft.traceparent")
        past = draft
        past.messages += past.messages
        #expect(refusal(of: past, limits: limits)?.subject == "draft.messages")
        past = draft
        past.messages[0].content += "x"
        let status = refusal(of: past, limits: limits)
        #expect(status?.subject == "draft")
        #expect(status?.reason == .limitExceeded)
    }

    @Test func `a key is as long as keys are`() {
        let most = String(repeating: "k", count: KnowledgeLimits().idempotencyKeyBytesMax)
        #expect(refusal(of: InferenceDesk.draft, key: most) == nil)
        #expect(refusal(of: InferenceDesk.draft, key: most + "k")?.subject == "idempotency_key")
    }
}
