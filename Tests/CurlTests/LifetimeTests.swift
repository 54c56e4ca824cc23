import Curl
import ScriptedHTTP
import Testing

@Suite struct `Requests at the same time` {
    @Test func `are as many at one host as the limit says, and the rest waits its turn`()
        async throws
    {
        let limits = CurlLimits { $0.connectionsPerHostMax = 3 }
        try await ScriptedServer.runByHand { server, arrivals in
            try await withClient(limits: limits) { client in
                let answers = (0..<4).map { number in
                    Task { try await client.answer(to: CurlRequest(url: server.url + "\(number)")) }
                }
                var served = [await arrivals.next(), await arrivals.next(), await arrivals.next()]
                try await client.reaches(CurlLoad(running: 3, waiting: 1))
                #expect(
                    server.counts == ScriptedServer.Counts(connections: 3, open: 3, requests: 3)
                )
                served.removeLast().connection.answer("x")
                served.append(await arrivals.next())
                #expect(server.counts.connections == 3)
                for one in served { one.connection.answer("x") }
                for answer in answers { #expect(try await answer.value.text == "x") }
                try await client.reaches(CurlLoad(idleHandles: 3))
            }
        }
    }

    @Test func `are as many in all as the limit says`() async throws {
        let limits = CurlLimits { $0.transfersMax = 2 }
        try await ScriptedServer.runByHand { first, firstArrivals in
            try await ScriptedServer.runByHand { second, secondArrivals in
                try await withClient(limits: limits) { client in
                    async let one = client.answer(to: CurlRequest(url: first.url))
                    async let two = client.answer(to: CurlRequest(url: second.url))
                    let (served, other) = (await firstArrivals.next(), await secondArrivals.next())
                    async let three = client.answer(to: CurlRequest(url: second.url))
                    try await client.reaches(CurlLoad(running: 2, waiting: 1))
                    served.connection.answer("1")
                    await secondArrivals.next().connection.answer("3")
                    other.connection.answer("2")
                    let texts = try await [one.text, two.text, three.text]
                    #expect(texts == ["1", "2", "3"])
                }
            }
        }
    }

    @Test func `at one host do not hold up those at another`() async throws {
        let limits = CurlLimits { $0.connectionsPerHostMax = 1 }
        try await ScriptedServer.runByHand { full, arrivals in
            try await ScriptedServer.run(ScriptedServer.answering("free")) { free in
                try await withClient(limits: limits) { client in
                    async let one = client.answer(to: CurlRequest(url: full.url))
                    let served = await arrivals.next()
                    async let two = client.answer(to: CurlRequest(url: full.url))
                    try await client.reaches(CurlLoad(running: 1, waiting: 1))
                    let answer = try await client.answer(to: CurlRequest(url: free.url))
                    #expect(answer.text == "free")
                    served.connection.answer("1")
                    await arrivals.next().connection.answer("2")
                    let texts = try await [one.text, two.text]
                    #expect(texts == ["1", "2"])
                }
            }
        }
    }

    @Test func `wait as many as the limit says, and one more is refused`() async throws {
        let limits = CurlLimits {
            $0.connectionsPerHostMax = 1
            $0.waitingMax = 1
        }
        try await ScriptedServer.runByHand { server, arrivals in
            try await withClient(limits: limits) { client in
                async let one = client.answer(to: CurlRequest(url: server.url))
                let served = await arrivals.next()
                async let two = client.answer(to: CurlRequest(url: server.url))
                try await client.reaches(CurlLoad(running: 1, waiting: 1))
                #expect(await client.error(of: CurlRequest(url: server.url))?.code == .tooMany)
                served.connection.answer("1")
                await arrivals.next().connection.answer("2")
                let texts = try await [one.text, two.text]
                #expect(texts == ["1", "2"])
            }
        }
    }

    @Test func `are a thousand over few connections, and leave nothing behind`() async throws {
        let script: ScriptedServer.Script = { request, connection in
            connection.answer(String(decoding: request.body, as: UTF8.self))
        }
        try await ScriptedServer.run(script) { server in
            try await withClient { client in
                try await withThrowingTaskGroup(of: Bool.self) { group in
                    for number in 0..<1_000 {
                        let body = Array("\(number)".utf8)
                        let request = CurlRequest(method: .post, url: server.url, body: body)
                        group.addTask { try await client.answer(to: request).body == body }
                    }
                    for try await isRight in group { #expect(isRight) }
                }
                #expect(server.counts.requests == 1_000)
                #expect(server.counts.connections <= 16)
                try await client.reaches { $0.running == 0 && $0.waiting == 0 }
                #expect(client.load.idleHandles <= 16)
            }
            try await server.allClosed()
        }
    }
}

@Suite struct `A request that is given up` {
    @Test func `closes its connection while its answer is waited for`() async throws {
        try await ScriptedServer.runByHand { server, arrivals in
            try await withClient { client in
                let answer = Task { try await client.answer(to: CurlRequest(url: server.url)) }
                let served = await arrivals.next()
                answer.cancel()
                let error = await #expect(throws: CurlError.self) { try await answer.value }
                #expect(error?.code == .cancelled)
                try await served.connection.closed()
                try await client.reaches(CurlLoad(idleHandles: 1))
            }
        }
    }

    @Test func `closes its connection in the middle of a stream`() async throws {
        try await ScriptedServer.runByHand { server, arrivals in
            try await withClient { client in
                let chunks = Arrivals<CurlChunk>()
                let stream = Task {
                    try await client.stream(CurlRequest(url: server.url)) { chunks.add($0) }
                }
                let served = await arrivals.next()
                served.connection.write("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n")
                _ = await chunks.next()
                stream.cancel()
                let error = await #expect(throws: CurlError.self) { try await stream.value }
                #expect(error?.code == .cancelled)
                try await served.connection.closed()
            }
        }
    }

    @Test func `is never sent if it was still waiting`() async throws {
        let limits = CurlLimits { $0.connectionsPerHostMax = 1 }
        try await ScriptedServer.runByHand { server, arrivals in
            try await withClient(limits: limits) { client in
                async let first = client.answer(to: CurlRequest(url: server.url))
                let served = await arrivals.next()
                let second = Task { try await client.answer(to: CurlRequest(url: server.url)) }
                try await client.reaches(CurlLoad(running: 1, waiting: 1))
                second.cancel()
                await #expect(throws: CurlError.self) { try await second.value }
                served.connection.answer("first")
                let text = try await first.text
                #expect(text == "first")
                #expect(server.counts.requests == 1)
            }
        }
    }

    @Test func `ends though it was given up before it began`() async throws {
        try await ScriptedServer.run(ScriptedServer.silence) { server in
            try await withClient { client in
                let answer = Task {
                    withUnsafeCurrentTask { $0?.cancel() }
                    return try await client.answer(to: CurlRequest(url: server.url))
                }
                let error = await #expect(throws: CurlError.self) { try await answer.value }
                #expect(error?.code == .cancelled)
            }
        }
    }
}

@Suite struct `A client that is closed` {
    @Test func `ends what is under way and what waits, and takes no more`() async throws {
        let limits = CurlLimits { $0.connectionsPerHostMax = 1 }
        try await ScriptedServer.runByHand { server, arrivals in
            let client = CurlClient(limits: limits)
            let answers = (0..<2).map { _ in
                Task { try await client.answer(to: CurlRequest(url: server.url)) }
            }
            let served = await arrivals.next()
            try await client.reaches(CurlLoad(running: 1, waiting: 1))
            await client.close()
            for answer in answers {
                let error = await #expect(throws: CurlError.self) { try await answer.value }
                #expect(error?.code == .closed)
            }
            try await served.connection.closed()
            #expect(await client.error(of: CurlRequest(url: server.url))?.code == .closed)
            #expect(client.load == CurlLoad())
            await client.close()
        }
    }

    @Test func `was closed by being dropped as well`() async throws {
        try await ScriptedServer.runByHand { server, arrivals in
            var served: Served?
            do {
                let client = CurlClient()
                async let answer = client.answer(to: CurlRequest(url: server.url))
                served = await arrivals.next()
                served?.connection.answer()
                _ = try await answer
            }
            try await served?.connection.closed()
        }
    }
}

extension CurlClient {
    /// Returns once the client's load is `expected`.
    func reaches(_ expected: CurlLoad) async throws {
        try await reaches { $0 == expected }
    }

    func reaches(_ isReached: (CurlLoad) -> Bool) async throws {
        while !isReached(load) {
            try Task.checkCancellation()
            await Task.yield()
        }
    }
}

extension ScriptedServer {
    func allClosed() async throws {
        while counts.open > 0 {
            try Task.checkCancellation()
            await Task.yield()
        }
    }
}
