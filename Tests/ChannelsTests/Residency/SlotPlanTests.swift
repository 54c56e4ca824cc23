import Channels
import Testing

/// Where a migration's new embedder is loaded, and the sentence that says so.
@Suite struct SlotPlanTests {
    private let gigabyte: Int64 = 1 << 30

    private func host(
        _ name: String = "box",
        chats: Bool = true,
        pinned: [String] = ["old"],
        slots: Int? = nil
    ) -> HostOverview {
        HostOverview(
            name: name,
            address: "http://\(name)",
            installed: [
                InstalledModel(name: "old:latest", digest: "1", sizeBytes: gigabyte),
                InstalledModel(name: "new:latest", digest: "2", sizeBytes: gigabyte),
                InstalledModel(name: "chat:latest", digest: "3", sizeBytes: 5 * gigabyte),
            ],
            pinned: pinned,
            chats: chats,
            slots: slots
        )
    }

    private func question(slots: Int?, memory: Int64? = nil) -> SlotQuestion {
        SlotQuestion(
            host: host(slots: slots),
            new: "new",
            old: "old",
            chatModels: ["chat"],
            memoryBytes: memory
        )
    }

    @Test func `three slots and enough memory take it directly`() {
        #expect(SlotPlan(question(slots: 3, memory: 9 * gigabyte)).seat == .direct)
    }

    @Test func `memory is filled to four fifths, and not further`() {
        #expect(SlotPlan(question(slots: 3, memory: 7 * gigabyte * 100 / 80 + 100)).seat == .direct)
        let plan = SlotPlan(question(slots: 3, memory: 7 * gigabyte * 100 / 80 - 100))
        #expect(plan.seat == .guest)
        #expect(plan.sentences.first?.contains("not the memory") == true)
    }

    @Test func `on two slots it is a guest of the chat worker`() {
        let plan = SlotPlan(question(slots: 2))
        #expect(plan.seat == .guest)
        #expect(plan.sentences.contains { $0.contains("guest in the chat worker's slot") })
    }

    @Test func `where the slots are not known it is a guest, and the plan says what to do`() {
        let plan = SlotPlan(question(slots: nil))
        #expect(plan.seat == .guest)
        #expect(plan.sentences.contains { $0.contains("is not known") })
    }

    @Test func `what is configured goes before what was seen`() {
        var question = question(slots: 2)
        question.slots = 3
        #expect(SlotPlan(question).seat == .direct)
    }

    @Test func `on one slot there is no room beside the old one`() {
        let plan = SlotPlan(question(slots: 1))
        #expect(plan.seat == .none)
        #expect(plan.sentences.contains { $0.contains("OLLAMA_MAX_LOADED_MODELS=3") })
    }

    @Test func `both embedders must fit into memory even in turns with chat`() {
        #expect(SlotPlan(question(slots: 2, memory: 2 * gigabyte)).seat == .none)
        #expect(SlotPlan(question(slots: 2, memory: 3 * gigabyte)).seat == .guest)
    }

    @Test func `a host without the old one and without chat takes it directly`() {
        let other = host("other", chats: false, pinned: [])
        #expect(SlotPlan(SlotQuestion(host: other, new: "new")).seat == .otherHost)
    }

    @Test func `another host that has it and nothing to do is named`() {
        var question = question(slots: 1)
        question.others = [host("spare", chats: false, pinned: []), host("busy")]
        let plan = SlotPlan(question)
        #expect(plan.sentences.contains { $0.contains("spare has new installed") })
        #expect(!plan.sentences.contains { $0.contains("busy") })
    }

    @Test func `a model that is not installed has no seat`() {
        var question = question(slots: 3)
        question.new = "absent"
        let plan = SlotPlan(question)
        #expect(plan.seat == .none)
        #expect(plan.sentences.first?.contains("ollama pull absent") == true)
    }

    @Test func `the same model needs no further slot`() {
        var question = question(slots: 2)
        question.new = "old:latest"
        #expect(SlotPlan(question).seat == .shared)
    }

    @Test func `a size that is not known is said`() {
        let plan = SlotPlan(question(slots: 3))
        #expect(plan.seat == .direct)
        #expect(plan.sentences.contains { $0.contains("is not known") })
    }
}
