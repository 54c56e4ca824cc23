import Messages
import MoultClient
import Synchronization

/// Somebody who chats all the while, one question after the other.
final class DemoChat: Sendable {
    struct Account {
        var answers = 0
        var failed = 0
        var tokens: Int64 = 0

        var sentence: String {
            let answers = Quantity.text(count: answers, of: "chat answer")
            return "Beside it \(answers) of \(tokens) tokens came out of the same Ollama, "
                + "\(failed) failed."
        }
    }

    private static let question = "What does a lobster do when its shell is too small?"

    private let address: String
    private let model: String
    private let state = Mutex(Account())

    init(address: String, model: String) {
        self.address = address
        self.model = model
    }

    var account: Account { state.withLock(\.self) }

    /// Runs until it is cancelled.
    func run() async throws {
        let remote = try Remote.connect(to: address)
        while !Task.isCancelled {
            do {
                let job = try await ask(remote)
                state.withLock { account in
                    account.answers += 1
                    account.tokens += job.statistics?.answerTokens ?? 0
                }
            } catch {
                // A question that the end of the demonstration cut off says nothing.
                if Task.isCancelled { return }
                state.withLock { $0.failed += 1 }
                try? await Task.sleep(for: .seconds(1))
            }
        }
    }

    private func ask(_ remote: Remote) async throws -> MoultV1.Job {
        let draft = MoultV1.JobDraft(
            model: model,
            messages: [MoultV1.ChatMessage(role: "user", content: Self.question)],
            optionsJson: #"{"num_predict": 64}"#
        )
        let job = try await remote.submit(MoultV1.SubmitJobRequest(draft: draft))
        for try await event in remote.client.inference.followJob(job.id) {
            guard case .ended(let ended) = event.event else { continue }
            guard ended.state == .succeeded else { throw DemoFault(ended.message) }
            return ended
        }
        throw DemoFault("the job \(job.id) has no end")
    }
}
