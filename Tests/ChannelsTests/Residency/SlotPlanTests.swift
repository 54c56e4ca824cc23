import Channels
import Testing

/// Where a migration's new embedder is loaded, whether all fit, and the sentences that say so.
@Suite struct SlotPlanTests {
    private let gigabyte: Int64 = 1 << 30

    private func host(
        _ name: String = "box",
        chats: Bool = true,
        pinned: [String] = ["old"],
        seen: Int? = nil
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
            slots: seen
        )
    }

    /// - Parameter slots: nil: two are assumed.
    private func question(
        slots: Int?,
        memory: Int64? = nil,
        chats: Bool = true,
        pinned: String? = "old",
        others: Set<String> = ["new"],
        seen: Int? = nil
    ) -> SlotQuestion {
        let host = host(chats: chats, pinned: [pinned].compactMap(\.self), seen: seen)
        let seating = Seating(
            slots: slots ?? 2,
            chats: chats,
            pinned: pinned,
            others: others,
            memory: HostMemory(
                bytes: memory,
                sizes: HostMemory.sizes(of: host),
                chatModels: ["chat"]
            )
        )
        return SlotQuestion(seating, "new", on: host, isSlotsConfigured: slots != nil)
    }

    private func says(_ words: String, _ question: SlotQuestion) -> Bool {
        SlotPlan(question).sentences.contains { $0.contains(words) }
    }

    @Test func `three slots and enough memory take it directly`() {
        let question = question(slots: 3, memory: 9 * gigabyte)
        #expect(SlotPlan(question).seat == .direct)
        #expect(SlotPlan(question).fit == .fits)
        #expect(says("box has 3 slots, and old, new and a chat model need 3", question))
        #expect(says("take 7 GiB, and of box's 9 GiB Ollama fills 7.2 GiB: they fit", question))
    }

    @Test func `on two slots it is a guest of the chat worker`() {
        let question = question(slots: 2, memory: 9 * gigabyte)
        #expect(SlotPlan(question).seat == .guest)
        #expect(SlotPlan(question).fit == .fits)
        #expect(says("guest in the chat worker's slot", question))
    }

    @Test func `two slots are assumed, and the plan says so`() {
        let question = question(slots: nil)
        #expect(SlotPlan(question).seat == .guest)
        #expect(says("is taken to have 2 slots, for slots= is not said of it", question))
        #expect(!says("were seen", question))
        #expect(says("with slots=3 in its configuration", self.question(slots: nil, seen: 3)))
    }

    @Test func `other embedders in use are named`() {
        let question = question(slots: 3, others: ["new", "older"])
        #expect(SlotPlan(question).seat == .guest)
        #expect(says("box has 3 slots, and old, new, older and a chat model need 4", question))
    }

    @Test func `three slots without the memory for three make it a guest`() {
        let question = question(slots: 3, memory: 8 * gigabyte)
        #expect(SlotPlan(question).seat == .guest)
        #expect(SlotPlan(question).fit == .fits)
        #expect(says("box has not the memory for old, new and a chat model", question))
    }

    @Test func `the pinned one and the largest of the rest must fit in turns`() {
        #expect(SlotPlan(question(slots: 2, memory: 7 * gigabyte)).fit == .tooLarge)
        #expect(says("that is too much", question(slots: 2, memory: 7 * gigabyte)))
        #expect(SlotPlan(question(slots: 2, memory: 8 * gigabyte)).fit == .fits)
    }

    @Test func `one slot is too few for a pinned embedder and turns`() {
        for question in [question(slots: 1), question(slots: nil, seen: 1)] {
            #expect(SlotPlan(question).fit == .tooLarge)
            #expect(says("they push each other out", question))
            #expect(says("OLLAMA_MAX_LOADED_MODELS=3", question))
        }
        #expect(SlotPlan(question(slots: nil, seen: 2)).fit == .unknown)
    }

    @Test func `without chat two embedders need two slots`() {
        let full = self.question(slots: 1, chats: false)
        #expect(SlotPlan(full).seat == .none)
        #expect(SlotPlan(full).fit == .tooLarge)
        #expect(says("old has the only slot of box", full))
        let question = question(slots: 2, memory: 9 * gigabyte, chats: false)
        #expect(SlotPlan(question).seat == .direct)
        #expect(SlotPlan(question).fit == .fits)
        #expect(says("which does not chat, beside old", question))
    }

    @Test func `a host without the pinned one and without chat has nothing else to do`() {
        let question = question(slots: nil, chats: false, pinned: nil)
        #expect(SlotPlan(question).seat == .otherHost)
    }

    @Test func `another host that has it and nothing to do is named`() {
        var question = question(slots: 2)
        question.others = [host("spare", chats: false, pinned: []), host("busy")]
        #expect(says("spare has new installed", question))
        #expect(!says("busy", question))
        question.seating.slots = 3
        #expect(!says("spare", question))
    }

    @Test func `a model that is not installed is to be pulled`() {
        var question = question(slots: 3)
        question.others = [host("spare", chats: false, pinned: [])]
        question.host.installed.removeAll { $0.name == "new:latest" }
        #expect(says("run `ollama pull new` there", question))
        #expect(says("spare has new installed", question))
    }

    @Test func `the pinned model needs no further slot`() {
        var question = question(slots: 2, others: [])
        question.model = "old"
        #expect(SlotPlan(question).seat == .shared)
    }

    @Test func `without the memory the sizes are listed`() {
        let question = question(slots: 3)
        #expect(SlotPlan(question).fit == .unknown)
        #expect(says("old takes 1 GiB, new 1 GiB, the largest model that chats 5 GiB.", question))
        #expect(says("memory= is not said of box", question))
    }

    @Test func `a size that is not known is said`() {
        var question = question(slots: 2, memory: 24 * gigabyte)
        question.seating.memory.chatModels = []
        #expect(SlotPlan(question).fit == .unknown)
        #expect(says("How much what chats takes is not said", question))
    }
}
