import Messages
import Testing

@testable import moult

@Suite struct JobTextTests {
    @Test func `statistics are one sentence`() {
        let statistics = MoultV1.JobStatistics(
            doneReason: "stop",
            totalNs: 4_000_000_000,
            loadNs: 1_200_000_000,
            promptTokens: 26,
            promptNs: 300_000_000,
            answerTokens: 48,
            answerNs: 2_400_000_000
        )
        #expect(
            statistics.sentence
                == "48 tokens in 2.4 s (20/s), 26 tokens read in 300 ms, 1.2 s loading, stop"
        )
    }

    @Test func `statistics that a host does not give are no nonsense`() {
        #expect(
            MoultV1.JobStatistics().sentence == "0 tokens in 0 µs, 0 tokens read in 0 µs"
        )
    }

    @Test(arguments: MoultV1.JobState.named)
    func `a state's word names it on the command line`(state: MoultV1.JobState) {
        #expect(JobStateName(argument: state.word)?.wire == state)
    }

    @Test func `a terminal obeys nothing of what a model says`() {
        #expect("a\u{1B}[2Jb\r\n\tc\u{9B}".printable == "a[2Jb\n\tc")
    }

    @Test func `an event is a line with the fields of the proto`() throws {
        let chunk = MoultV1.JobEvent(
            jobID: 3,
            sequence: 9,
            event: .chunk(MoultV1.JobChunk(content: "a", toolCallsJson: "[1]"))
        )
        #expect(
            try JSONOutput.line(JobEventView(chunk))
                == #"{"chunk":{"content":"a","tool_calls_json":"[1]"},"job_id":3,"sequence":9}"#
        )
        let waiting = MoultV1.JobEvent(
            jobID: 3,
            event: .waiting(
                MoultV1.JobWaiting(
                    place: MoultV1.JobPlace(ahead: 1, reason: .modelLoading, estimateMs: 5)
                )
            )
        )
        #expect(
            try JSONOutput.line(JobEventView(waiting))
                == #"{"job_id":3,"waiting":{"place":{"ahead":1,"estimate_ms":5,"#
                + #""reason":"model loading"}}}"#
        )
        let ended = MoultV1.JobEvent(
            jobID: 3,
            event: .ended(
                MoultV1.Job(
                    id: 3,
                    model: "m",
                    state: .failed,
                    message: "No.",
                    submittedUnixMs: 1,
                    failure: .outOfMemory
                )
            )
        )
        #expect(
            try JSONOutput.line(JobEventView(ended))
                == #"{"ended":{"attempts":0,"failure":"out_of_memory","id":3,"message":"No.","#
                + #""model":"m","priority":"normal","state":"failed","submitted_unix_ms":1},"job_id":3}"#
        )
    }

    @Test func `a vector is a line of numbers`() throws {
        let text = MoultV1.EmbeddedText(
            vector: [0, 0, 0x80, 0x3F, 0, 0, 0, 0xC0],
            tokens: 2,
            truncated: true
        )
        let response = MoultV1.EmbedResponse(target: "a:b@2", dimensions: 2, embedded: [text])
        #expect(
            try JSONOutput.line(EmbeddedTextView(text, of: response))
                == #"{"dimensions":2,"target":"a:b@2","tokens":2,"tokens_counted":false,"#
                + #""truncated":true,"vector":[1,-2]}"#
        )
    }
}

@Suite struct ModelTextTests {
    private let host = MoultV1.ModelHost(
        name: "gpu",
        address: "http://127.0.0.1:11434",
        version: "0.13.5",
        reachable: true,
        chats: true,
        slots: 2,
        loaded: [
            MoultV1.LoadedModel(
                name: "embeddinggemma:latest",
                sizeBytes: 1_000,
                videoBytes: 500,
                contextTokens: 2_048,
                pinned: true
            )
        ],
        installed: [MoultV1.InstalledModel(name: "llama3.2:latest", digest: "0123456789abcdef")],
        pinned: ["embeddinggemma", "nomic-embed-text"]
    )

    @Test func `a host says what it is and who sits in its slots`() {
        let text = ModelHostText(host)
        #expect(
            text.title
                == "gpu  http://127.0.0.1:11434  0.13.5, 2 slots, chats, 1 model installed"
        )
        #expect(
            text.loaded.lines(on: .pipe) == ["embeddinggemma:latest\t1000 B\t50 %\t2,048\tpinned"]
        )
        #expect(text.installed.lines(on: .pipe) == ["llama3.2:latest\t0 B\t0123456789ab"])
        #expect(text.pinsNotLoaded == ["nomic-embed-text"])
    }

    @Test func `a pipe is given lines that stand alone`() {
        #expect(
            ModelHostText(host).records(withInstalled: true) == [
                "host\tgpu\tgpu  http://127.0.0.1:11434  0.13.5, 2 slots, chats, "
                    + "1 model installed",
                "loaded\tgpu\tembeddinggemma:latest\t1000 B\t50 %\t2,048\tpinned",
                "condition\tgpu\tNOT_LOADED\tnomic-embed-text is to be pinned, and is not loaded.",
                "installed\tgpu\tllama3.2:latest\t0 B\t0123456789ab",
            ]
        )
    }

    @Test func `a terminal shows no empty tables`() {
        let terminal = Terminal(isTerminal: true, windowColumns: 80, environment: ["NO_COLOR": "1"])
        let away = MoultV1.ModelHost(name: "away", address: "http://127.0.0.1:1")
        #expect(ModelHostText(away).lines(on: terminal, withInstalled: true).count == 1)
        let lines = ModelHostText(host).lines(on: terminal, withInstalled: true)
        #expect(
            lines.dropFirst() == [
                "  LOADED                   SIZE  ON GPU  CONTEXT  UNTIL",
                "  embeddinggemma:latest  1000 B    50 %    2,048  pinned",
                "  NOT_LOADED  nomic-embed-text is to be pinned, and is not loaded.",
                "  INSTALLED        SIZE  DIGEST",
                "  llama3.2:latest   0 B  0123456789ab",
            ]
        )
    }

    @Test func `a host that does not answer says so`() {
        let away = MoultV1.ModelHost(name: "away", address: "http://127.0.0.1:1")
        #expect(ModelHostText(away).title == "away  http://127.0.0.1:1  does not answer")
    }

    @Test func `the chat channel says what its changes of models cost`() {
        let queue = MoultV1.ChatQueue(
            configured: true,
            queued: 3,
            runningJobID: 8,
            loadedModel: "llama3.2",
            oldestWaitMs: 2_000,
            modelChangesToday: 4,
            modelChangesMsToday: 60_000,
            standstill: "The host is away."
        )
        #expect(
            ChatQueueText(queue).rows.map { "\($0.0): \($0.1)" } == [
                "chat jobs waiting: 3, the oldest for 2 s",
                "running: job 8",
                "loaded model: llama3.2",
                "model changes today: 4, which took 1 min",
                "standstill: The host is away.",
            ]
        )
        #expect(ChatQueueText(MoultV1.ChatQueue()).rows.count == 1)
    }
}
