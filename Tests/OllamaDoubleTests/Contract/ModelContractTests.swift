import Testing

/// What Ollama says of its models, in the double and in a real one.
@Suite struct ModelContractTests {
    @Test func `the root says who runs`() async throws {
        let answer = try await Contract.held { try await $0.probe.get("/") }
        #expect(answer.text == "Ollama is running")
    }

    @Test func `the version is told`() async throws {
        let answer = try await Contract.held { try await $0.probe.get("/api/version") }
        let version = try answer.json()["version"] as? String
        #expect(version?.contains(".") == true)
    }

    @Test func `a path that there is not is not found`() async throws {
        let answer = try await Contract.held { try await $0.probe.get("/api/nothing") }
        #expect(answer.status == 404)
    }

    @Test func `another method is not allowed`() async throws {
        let answer = try await Contract.held { try await $0.probe.get("/api/embed") }
        #expect(answer.status == 405)
    }

    @Test func `a pinned model is listed with an end that is centuries ahead`() async throws {
        try await Contract.held { contract in
            _ = try await contract.embed(#""input": [], "keep_alive": -1"#)
            let entry = try await contract.loaded(contract.embedder)
            let end = entry?["expires_at"] as? String ?? ""
            #expect(end > "2300")
            #expect(entry?["context_length"] as? Int ?? 0 > 0)
            #expect(entry?["size_vram"] as? Int != nil)
            _ = try await contract.embed(#""input": [], "keep_alive": "5m""#)
        }
    }

    @Test func `what is loaded has the digest that the list of models shows`() async throws {
        try await Contract.held { contract in
            _ = try await contract.embed(#""input": []"#)
            let tags = try await contract.probe.get("/api/tags").json()
            let models = tags["models"] as? [[String: any Sendable]] ?? []
            let tag = models.first {
                ($0["name"] as? String)?.hasPrefix(contract.embedder) ?? false
            }
            let digest = try await contract.loaded(contract.embedder)?["digest"] as? String
            #expect(digest != nil)
            #expect(tag?["digest"] as? String == digest)
        }
    }

    @Test func `a model's card tells its context, its width and what it can do`() async throws {
        try await Contract.held { contract in
            let answer = try await contract.probe.post(
                "/api/show",
                #"{"model": "\#(contract.embedder)"}"#
            )
            let info = try answer.json()["model_info"] as? [String: any Sendable] ?? [:]
            let family = info["general.architecture"] as? String ?? ""
            #expect(info["\(family).context_length"] as? Int ?? 0 > 0)
            #expect(info["\(family).embedding_length"] as? Int ?? 0 > 0)
            let capabilities = try answer.json()["capabilities"] as? [String]
            #expect(capabilities?.contains("embedding") == true)
        }
    }
}
