import Channels
import Foundation
import Messages
import MoultClient
import OllamaDouble

/// Jobs over three models in random arrival: changes of model against the policy's own on the same
/// arrivals, and how long the worker idles between two jobs of one model.
struct MixedJobs {
    let stage: BenchStage
    let jobs: Int

    /// A little more than the worker can do, so that a queue forms.
    private static let meanPause: Duration = .milliseconds(12)

    func run() async throws {
        for model in BenchStage.chatModels {
            try stage.change(
                "\(model),request_ms=2,reply_tokens=3,thinking_tokens=0,reply_token_ms=2,load_ms=50"
            )
        }
        stage.double.clearEvents()
        let before = try await chat()
        let clock = ContinuousClock()
        // An event whose time both clocks know.
        try stage.change("llama3.2,load_ms=50")
        let offset = clock.now
        let marked = stage.double.events().last?.milliseconds ?? 0
        var ids: [Int64] = []
        var submitted: [String: Double] = [:]
        for number in 0..<jobs {
            let model = BenchStage.chatModels.randomElement() ?? BenchStage.chatModels[0]
            ids.append(try await stage.submit("mixed job \(number) of many", model: model))
            submitted["mixed job \(number) of many"] =
                marked + (clock.now - offset) / .milliseconds(1)
            let pause = Self.meanPause * -log(Double.random(in: 0.001...1))
            try await clock.sleep(for: pause)
        }
        var ended: [MoultV1.Job] = []
        for id in ids { ended.append(try await end(of: id)) }
        try await report(ended, since: before)
        report(idleTimes(submitted))
    }

    private func chat() async throws -> MoultV1.ChatQueue {
        guard let chat = try await stage.rpc.inference.listModels().chat else {
            throw BenchFailure("nobody chats")
        }
        return chat
    }

    private func end(of id: Int64) async throws -> MoultV1.Job {
        for try await event in stage.rpc.inference.followJob(id) {
            if case .ended(let job) = event.event { return job }
        }
        throw BenchFailure("job \(id) has no end")
    }
}

extension MixedJobs {
    private func report(_ jobs: [MoultV1.Job], since before: MoultV1.ChatQueue) async throws {
        let after = try await chat()
        let changes = Int(after.modelChangesToday - before.modelChangesToday)
        let time = after.modelChangesMsToday - before.modelChangesMsToday
        let change = Duration.milliseconds(Double(time) / Double(max(1, changes)))
        let epoch = jobs.map(\.submittedUnixMs).min() ?? 0
        let day = jobs.map { job in
            RecordedJob(
                id: JobID(rawValue: job.id),
                model: job.model,
                submitted: .milliseconds(job.submittedUnixMs - epoch),
                took: .milliseconds(job.endedUnixMs - job.begunUnixMs)
            )
        }
        let replayed = DrainPolicy().modelChanges(of: day, eachTaking: change)
        let ratio = Double(changes) / Double(max(1, replayed))
        print(
            "\(jobs.count) mixed jobs over \(BenchStage.chatModels.count) models: \(changes) "
                + "changes of model of \(change.inMilliseconds) each, the replay \(replayed): "
                + "\(ratio.rounded) of it"
        )
    }

    /// Between two jobs of one model, the second of which waited when the first was done.
    private func idleTimes(_ submitted: [String: Double]) -> Latencies {
        var idle = Latencies()
        var names: [Int: String] = [:]
        var last: (model: String, ended: Double)?
        for event in stage.double.events() where event.endpoint == "chat" {
            guard let request = event.request else { continue }
            switch event.kind {
            case .arrived:
                let body = event.body ?? ""
                names[request] = body.firstMatch(of: /mixed job [0-9]+ of many/)
                    .map { String($0.output) }
                guard let name = names[request], let ready = submitted[name], let last,
                    ready < last.ended, body.contains("\"\(last.model)\"")
                else { continue }
                idle.add(.milliseconds(event.milliseconds - last.ended))
            case .stopped:
                guard names[request] != nil, let model = event.model else { continue }
                last = (String(model.prefix { $0 != ":" }), event.milliseconds)
            default: continue
            }
        }
        return idle
    }

    private func report(_ idle: Latencies) {
        print(
            "  between two jobs of one model the worker idles p50 \(idle.p50.inMilliseconds), "
                + "p99 \(idle.p99.inMilliseconds), over \(idle.count)"
        )
    }
}
