package import Channels
package import Knowledge
internal import Memory
internal import Messages
package import RPC
internal import Waiting

/// moult.v1.Inference.
package struct InferenceService: Sendable {
    let chat: (any ChatServing)?
    let embeds: any EmbedServing
    let hosts: any HostsServing
    let limits: InferenceLimits
    let knowledge: KnowledgeLimits
    /// The setting that names the host to chat with, for whoever asks for one in vain.
    let chatSetting: String
    let timeline: Timeline

    /// - Parameter chat: nil: no host chats.
    package init(
        chat: (any ChatServing)?,
        embeds: any EmbedServing,
        hosts: any HostsServing,
        limits: InferenceLimits = InferenceLimits(),
        knowledge: KnowledgeLimits,
        chatSetting: String = "chat.host",
        clock: any Clock<Duration>
    ) {
        self.chat = chat
        self.embeds = embeds
        self.hosts = hosts
        self.limits = limits
        self.knowledge = knowledge
        self.chatSetting = chatSetting
        timeline = Timeline(clock)
    }

    package var table: ServiceTable {
        ServiceTable { table in
            table.unary(MoultV1.InferenceMethods.embed) { request, _ in try await embed(request) }
            table.serverStream(MoultV1.InferenceMethods.chat) { request, writer, _ in
                try await chat(request, writer)
            }
            table.unary(MoultV1.InferenceMethods.submitJob, isDurable: true) { request, _ in
                try await submitJob(request)
            }
            table.serverStream(MoultV1.InferenceMethods.watchJob) { request, writer, _ in
                try await watchJob(request, writer)
            }
            table.unary(MoultV1.InferenceMethods.getJob) { request, _ in
                try await getJob(request)
            }
            table.unary(MoultV1.InferenceMethods.listJobs) { request, _ in
                try await listJobs(request)
            }
            table.unary(MoultV1.InferenceMethods.cancelJob, isDurable: true) { request, _ in
                try await cancelJob(request)
            }
            table.unary(MoultV1.InferenceMethods.listModels) { _, _ in await listModels() }
        }
    }
}

// What requests name.
extension InferenceService {
    /// - Throws: FAILED_PRECONDITION where no host chats.
    func chatting() throws(RPCStatus) -> any ChatServing {
        guard let chat else {
            throw RPCStatus(
                .failedPrecondition,
                "No host is configured to chat with; name one by the setting \(chatSetting).",
                reason: .notConfigured,
                subject: chatSetting
            )
        }
        return chat
    }

    func job(_ id: Int64) throws(RPCStatus) -> JobID {
        guard id > 0 else {
            throw .invalidArgument(
                "job_id is \(id); name the job by its id, from 1.",
                subject: "job_id"
            )
        }
        return JobID(rawValue: id)
    }
}

extension RPCStatus {
    /// Holds the length of a text to its bound.
    static func check(_ text: String, named field: String, bytesMax: Int) throws(RPCStatus) {
        let count = text.utf8.count
        guard count <= bytesMax else {
            throw RPCStatus(
                .invalidArgument,
                "\(field) has \(count) bytes; give at most \(bytesMax).",
                reason: .limitExceeded,
                subject: field
            )
        }
    }

    /// Holds how many of something there are to its bound, from 1.
    static func check(_ count: Int, of field: String, max: Int) throws(RPCStatus) {
        guard count > 0 else {
            throw .invalidArgument("\(field) is empty; give 1 to \(max).", subject: field)
        }
        guard count <= max else {
            throw RPCStatus(
                .invalidArgument,
                "\(field) has \(count) entries, of which at most \(max) are taken; send fewer.",
                reason: .limitExceeded,
                subject: field
            )
        }
    }
}
