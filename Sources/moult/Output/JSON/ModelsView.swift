import Messages

/// What `moult models --json` prints.
struct ModelsView: Encodable {
    let hosts: [HostView]
    let chat: ChatQueueView

    init(_ response: MoultV1.ListModelsResponse) {
        hosts = response.hosts.map(HostView.init)
        chat = ChatQueueView(response.chat ?? MoultV1.ChatQueue())
    }
}

struct HostView: Encodable {
    let name: String
    let address: String
    let version: String?
    let reachable: Bool
    let chats: Bool
    let slots: Int32?
    let loaded: [LoadedModelView]
    let installed: [InstalledModelView]
    let conditions: [ConditionView]
    let pinned: [String]

    init(_ host: MoultV1.ModelHost) {
        name = host.name
        address = host.address
        version = host.version.ifAny
        reachable = host.reachable
        chats = host.chats
        slots = host.slots.ifAny
        loaded = host.loaded.map(LoadedModelView.init)
        installed = host.installed.map(InstalledModelView.init)
        conditions = host.conditions.map(ConditionView.init)
        pinned = host.pinned
    }
}

struct LoadedModelView: Encodable {
    let name: String
    let digest: String?
    let sizeBytes: Int64
    let videoBytes: Int64
    let contextTokens: Int32?
    let pinned: Bool
    let expiresUnixMs: Int64?

    init(_ loaded: MoultV1.LoadedModel) {
        name = loaded.name
        digest = loaded.digest.ifAny
        sizeBytes = loaded.sizeBytes
        videoBytes = loaded.videoBytes
        contextTokens = loaded.contextTokens.ifAny
        pinned = loaded.pinned
        expiresUnixMs = loaded.expiresUnixMs.ifAny
    }
}

struct InstalledModelView: Encodable {
    let name: String
    let digest: String?
    let sizeBytes: Int64

    init(_ installed: MoultV1.InstalledModel) {
        name = installed.name
        digest = installed.digest.ifAny
        sizeBytes = installed.sizeBytes
    }
}

struct ChatQueueView: Encodable {
    let configured: Bool
    let queued: Int32
    let runningJobId: Int64?
    let loadedModel: String?
    let oldestWaitMs: Int64
    let modelChangesToday: Int32
    let modelChangesMsToday: Int64
    let standstill: String?

    init(_ queue: MoultV1.ChatQueue) {
        configured = queue.configured
        queued = queue.queued
        runningJobId = queue.runningJobID.ifAny
        loadedModel = queue.loadedModel.ifAny
        oldestWaitMs = queue.oldestWaitMs
        modelChangesToday = queue.modelChangesToday
        modelChangesMsToday = queue.modelChangesMsToday
        standstill = queue.standstill.ifAny
    }
}
