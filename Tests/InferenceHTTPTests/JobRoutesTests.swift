import Channels
import JSONText
import Testing

@Suite struct JobRoutesTests {
    private static let draft = #"{"model":"llama3.2","messages":[{"role":"user","content":"Hi"}]"#

    private func submit(
        _ rest: String = "}",
        headers: [String] = [],
        to front: Front = Front()
    ) async throws -> HTTPAnswer {
        try await front.serving { served in
            try await served.ask("POST", "/jobs", Self.draft + rest, headers: headers)
        }
    }

    @Test func `a job is taken with what the queue is to know`() async throws {
        var front = Front()
        front.chat = FakeChat()
        let answer = try await submit(
            #","priority":"high","deadline":90,"label":"night","options":{"seed":1},"stream":true}"#,
            to: front
        )
        #expect(answer.status == 202)
        #expect(answer.headers["location"] == "/jobs/1")
        #expect(
            answer.body == """
                {"id":1,"model":"llama3.2","state":"queued","priority":"high","label":"night",\
                "attempts":0,"cancel_requested":false,"submitted_at":"\(Front.now)",\
                "deadline_at":"2023-11-14T22:14:50.123Z"}
                """
        )
        let body = #"{"messages":[{"role":"user","content":"Hi"}],"options":{"seed":1}}"#
        #expect(front.chat?.requests.first?.body == body)
    }

    @Test func `a key names one job, in the header or in the body`() async throws {
        let front = Front()
        let rest = #","idempotency_key":"k1","deadline":"2030-01-01T00:00:00Z"}"#
        #expect(try await submit(rest, to: front).status == 202)
        let again = try await submit(headers: ["Idempotency-Key: k1"], to: front)
        #expect(again.status == 200)
        #expect(try again.json()["id"]?.int == 1)
        #expect(front.chat?.requests.map(\.idempotencyKey) == ["k1"])
        #expect(front.chat?.requests.first?.deadlineUnixMs == 1_893_456_000_000)
    }

    @Test(arguments: [
        #","priority":"urgent"}"#, #","deadline":0}"#, #","deadline":"soon"}"#,
        #","deadline":31536001}"#, #","idempotency_key":"k","deadline":5}"#, #","label":7}"#,
        #","messages":[]}"#,
    ])
    func `what is wrong with a draft is said`(rest: String) async throws {
        let answer = try await submit(rest)
        #expect(answer.status == 400)
        #expect(try answer.json()["error"]?.string?.isEmpty == false)
    }

    @Test func `a key that names another request is a conflict`() async throws {
        let front = Front()
        front.chat?.refuse(with: ChannelError(.keyTaken, "The key names job 7."))
        #expect(try await submit(to: front).status == 409)
        let two = try await submit(
            #","idempotency_key":"a"}"#,
            headers: ["Idempotency-Key: b"],
            to: Front()
        )
        #expect(two.status == 400)
    }

    @Test func `a job is told with its place, and cancelled`() async throws {
        var front = Front()
        front.chat = FakeChat { _ in [.wait] }
        try await front.serving { served in
            _ = try await served.ask("POST", "/jobs", Self.draft + "}")
            let job = try await served.ask("GET", "/jobs/1")
            #expect(
                try job.json()["place"]?.description == """
                    {"ahead":2,"reason":"behind_others","message":"Two go before.",\
                    "estimate_ms":1500}
                    """
            )
            let cancelled = try await served.ask("DELETE", "/jobs/1")
            #expect(try cancelled.json()["state"] == .string("cancelled"))
        }
    }

    @Test(arguments: JobFailure.allCases)
    func `a job that failed says why`(failure: JobFailure) async throws {
        var front = Front()
        front.chat = FakeChat { _ in [.begin(1), .fail(failure, "No.")] }
        try await front.serving { served in
            _ = try await served.ask("POST", "/jobs", Self.draft + "}")
            let job = try await served.ask("GET", "/jobs/1").json()
            #expect(job["state"] == .string("failed"))
            #expect(job["failure"] == .string(failure.rawValue))
            #expect(job["message"] == .string("No."))
        }
    }

    @Test(arguments: ["/jobs/9", "/jobs/0", "/jobs/x", "/jobs/9/events"])
    func `a job that is none is not found`(path: String) async throws {
        let answer = try await Front().serving { try await $0.ask("GET", path) }
        #expect(answer.status == 404)
        #expect(try answer.json()["error"]?.string?.hasPrefix("There is no such job") == true)
    }
}

@Suite struct JobEventsTests {
    private static let draft = #"{"model":"llama3.2","messages":[{"role":"user","content":"Hi"}]}"#
    private static let words: [FakeWord] = [
        .wait, .begin(1), .say(ChatPiece(content: "a")), .retry("It failed."), .begin(2),
        .say(ChatPiece(content: "b", thinking: "Hm.", other: #"{"logprobs":[]}"#)),
        .say(ChatPiece(content: "c")), .end(.succeeded, ""),
    ]

    private func events(_ query: String, headers: [String] = []) async throws -> HTTPAnswer {
        var front = Front()
        front.chat = FakeChat { _ in Self.words }
        return try await front.serving { served in
            _ = try await served.ask("POST", "/jobs", Self.draft)
            return try await served.ask("GET", "/jobs/1/events" + query, headers: headers)
        }
    }

    @Test func `a job's events are told from its beginning to its end`() async throws {
        let answer = try await events("")
        #expect(answer.type == "text/event-stream")
        #expect(
            answer.body.hasPrefix(
                """
                event: waiting
                data: {"ahead":2,"reason":"behind_others","message":"Two go before.",\
                "estimate_ms":1500}

                id: 4294967296
                event: began
                data: {"attempt":1}

                id: 4294967297
                event: piece
                data: {"sequence":4294967297,"content":"a"}

                event: retrying
                data: {"attempt":1,"message":"It failed."}

                id: 8589934592
                event: began
                data: {"attempt":2}

                id: 8589934593
                event: piece
                data: {"sequence":8589934593,"content":"b","thinking":"Hm.","logprobs":[]}

                id: 8589934594
                event: piece
                data: {"sequence":8589934594,"content":"c"}

                id: ended
                event: ended
                data: {"id":1,"model":"llama3.2","state":"succeeded",
                """
            )
        )
        #expect(answer.body.contains(#""statistics":{"done_reason":"stop","total_duration":5000,"#))
    }

    @Test(arguments: [("?after=8589934593", []), ("", ["Last-Event-ID: 8589934593"])])
    func `a watcher comes back at any event`(query: String, headers: [String]) async throws {
        let answer = try await events(query, headers: headers)
        #expect(answer.body.hasPrefix("id: 8589934594\nevent: piece\n"))
        #expect(answer.events.count == 2)
    }

    @Test func `a watcher that has seen the end is told to come no more`() async throws {
        #expect(try await events("", headers: ["Last-Event-ID: ended"]).status == 204)
    }

    @Test(arguments: ["?after=x", "?after=-1"])
    func `a place that is none is refused`(query: String) async throws {
        #expect(try await events(query).status == 400)
    }

    @Test func `events come as they happen, and leaving ends nothing but the watch`() async throws {
        let chat = FakeChat { _ in [.begin(1)] }
        var front = Front()
        front.chat = chat
        try await front.serving { served in
            _ = try await served.ask("POST", "/jobs", Self.draft)
            try await served.connected { talk in
                try await talk.send("GET", "/jobs/1/events")
                let head = try await talk.head()
                #expect(try await talk.bodyPart(of: head)?.contains("event: began") == true)
                chat.say(.say(ChatPiece(content: "x")), of: JobID(rawValue: 1))
                #expect(try await talk.bodyPart(of: head)?.contains(#""content":"x""#) == true)
                try await talk.hangUp()
            }
            let state = try await served.ask("GET", "/jobs/1").json()["state"]
            #expect(state == .string("queued"))
        }
    }
}
