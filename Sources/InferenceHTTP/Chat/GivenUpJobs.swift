import Channels
import Logging
import Synchronization

/// Jobs whose clients have left, until the chat channel has cancelled them.
///
/// Each is cancelled in a task of its own, because whoever asks for it may be on the way out. The
/// front ends behind the last of them, while the channel is still there: else the next start would
/// do a job that nobody hears.
final class GivenUpJobs: Sendable {
    private struct State {
        var next = 0
        var cancelling: [Int: Task<Void, Never>] = [:]
    }

    private let logger: Logger
    private let state = Mutex(State())

    init(logger: Logger) {
        self.logger = logger
    }

    func add(_ job: JobID, of chat: any ChatServing) {
        state.withLock { state in
            let number = state.next
            state.next += 1
            // It waits for the lock, and so removes itself behind its being added.
            state.cancelling[number] = Task {
                await cancel(job, of: chat)
                self.state.withLock { _ = $0.cancelling.removeValue(forKey: number) }
            }
        }
    }

    /// Returns when all that were added before are cancelled.
    func wait() async {
        let cancelling = state.withLock { Array($0.cancelling.values) }
        for task in cancelling { await task.value }
    }

    private func cancel(_ job: JobID, of chat: any ChatServing) async {
        do throws(ChannelError) {
            _ = try await chat.cancel(job)
        } catch {
            logger.warning(
                "a job whose client left could not be cancelled: \(error.message)",
                metadata: ["job": "\(job.rawValue)"]
            )
        }
    }
}
