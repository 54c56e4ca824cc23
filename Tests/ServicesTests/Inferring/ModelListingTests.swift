import Channels
import Messages
import RPC
import Synchronization
import Testing

@testable import Services

@Suite struct ModelListingTests {
    private func list(_ desk: InferenceDesk) async throws -> MoultV1.ListModelsResponse {
        try await desk.transport.call(
            MoultV1.InferenceMethods.listModels,
            MoultV1.ListModelsRequest()
        )
    }

    @Test func `hosts tell who sits in their slots and what is wrong`() async throws {
        let desk = InferenceDesk()
        desk.hosts.hosts.withLock { hosts in
            hosts = [
                HostOverview(
                    name: "gpu",
                    address: "http://127.0.0.1:11434",
                    version: "0.13.5",
                    residents: [
                        Resident(
                            name: "embeddinggemma:latest",
                            digest: "d1",
                            sizeBytes: 10,
                            videoBytes: 9,
                            contextTokens: 2_048
                        ),
                        Resident(name: "llama3.2:latest", expiresUnixMs: 5_000),
                    ],
                    installed: [
                        InstalledModel(name: "llama3.2:latest", digest: "d2", sizeBytes: 7)
                    ],
                    pinned: ["embeddinggemma"],
                    chats: true,
                    conditions: [
                        HostCondition(
                            .spilledToCPU,
                            model: "embeddinggemma",
                            "It spills.",
                            sinceUnixMs: 3
                        )
                    ],
                    slots: 2
                ),
                HostOverview(name: "away", address: "http://127.0.0.1:11435"),
            ]
        }
        let hosts = try await list(desk).hosts
        #expect(hosts.map(\.reachable) == [true, false])
        #expect(hosts.map(\.chats) == [true, false])
        #expect(hosts.map(\.slots) == [2, 0])
        #expect(hosts[0].version == "0.13.5")
        #expect(hosts[0].pinned == ["embeddinggemma"])
        #expect(hosts[0].loaded.map(\.pinned) == [true, false])
        #expect(hosts[0].loaded.map(\.expiresUnixMs) == [0, 5_000])
        #expect(hosts[0].loaded[0].contextTokens == 2_048)
        #expect(hosts[0].loaded[0].videoBytes == 9)
        #expect(hosts[0].installed.map(\.digest) == ["d2"])
        #expect(
            hosts[0].conditions == [
                MoultV1.Condition(name: "SPILLED_TO_CPU", message: "It spills.", sinceUnixMs: 3)
            ]
        )
    }

    @Test func `the chat channel tells what its changes of models cost`() async throws {
        let desk = InferenceDesk()
        desk.chat.state.withLock { state in
            state.overview.queued = 3
            state.overview.running = JobID(rawValue: 8)
            state.overview.loadedModel = "llama3.2"
            state.overview.oldestWait = .seconds(2)
            state.overview.modelChangesToday = 4
            state.overview.modelChangeTimeToday = .seconds(60)
            state.overview.standstill = "The host is away."
        }
        #expect(
            try await list(desk).chat
                == MoultV1.ChatQueue(
                    configured: true,
                    queued: 3,
                    runningJobID: 8,
                    loadedModel: "llama3.2",
                    oldestWaitMs: 2_000,
                    modelChangesToday: 4,
                    modelChangesMsToday: 60_000,
                    standstill: "The host is away."
                )
        )
    }

    @Test func `without a host that chats the queue says so`() async throws {
        #expect(try await list(InferenceDesk(chats: false)).chat?.configured == false)
    }
}
