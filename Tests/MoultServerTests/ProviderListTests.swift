import MoultServer
import Testing

@Suite struct ProviderListTests {
    @Test func `a line names a provider with all that there is to say of it`() throws {
        let entry = try ProviderEntry(
            "gpu=ollama https://gpu:11434 key-file=/run/key model=qwen3 model=nomic slots=3 memory=24GiB"
        )
        #expect(entry.name == "gpu")
        #expect(entry.kind == .ollama)
        #expect(entry.url == "https://gpu:11434")
        #expect(entry.key == .file("/run/key"))
        #expect(entry.models == ["qwen3", "nomic"])
        #expect(entry.slots == 3)
        #expect(entry.memoryBytes == 24 << 30)
    }

    @Test(
        arguments: [
            "", "home", "home=ollama", "home=llama http://x", "=ollama http://x",
            "home=ollama ftp://x", "home=ollama nonsense", "home=ollama http://x slots=0",
            "home=ollama http://x slots=65", "home=ollama http://x slots=many",
            "home=ollama http://x color=red", "home=ollama http://x model",
            "home=ollama http://x memory=0GiB", "home=ollama http://x memory=-1GiB",
            "home=ollama http://x memory=24", "home=ollama http://x memory=1.5GiB",
            "home=ollama http://x memory=24GB", "home=ollama http://x memory=GiB",
            "home=ollama http://x memory=1025TiB",
            "home=ollama http://x memory=9223372036854775807TiB",
        ]
    ) func `a line that says something else is refused`(line: String) {
        #expect(throws: SettingError.self) { try ProviderEntry(line) }
    }

    @Test func `slots are taken up to their bound`() throws {
        #expect(try ProviderEntry("home=ollama http://x slots=64").slots == 64)
    }

    @Test(
        arguments: [
            ("1MiB", 1 << 20), ("512MiB", 512 << 20), ("24GiB", 24 << 30), ("1024TiB", 1 << 50),
        ]
    ) func `memory is taken up to its bound`(text: String, bytes: Int64) throws {
        #expect(try ProviderEntry("home=ollama http://x memory=\(text)").memoryBytes == bytes)
    }

    @Test func `a URL that holds a secret is refused, and the secret is not repeated as one`() {
        let error = #expect(throws: SettingError.self) {
            try ProviderEntry("cloud=openai https://me:hush@api.example/v1")
        }
        #expect(error?.message.contains("key-file") == true)
        #expect(error?.message.contains("hush") == false)
    }

    @Test func `the model decides between two of a kind`() throws {
        let list = try ProviderList([
            "a=ollama http://a model=qwen3", "b=ollama http://b model=nomic", "c=openai http://c",
        ])
        #expect(list.claiming(.ollama, "nomic-embed-text")?.name == "b")
        #expect(list.claiming(.ollama, "embeddinggemma") == nil)
        #expect(list.claiming(.openAI, "text-embedding-3-small")?.name == "c")
    }

    @Test(
        arguments: [
            ["a=ollama http://a", "a=openai http://b"],
            ["a=ollama http://a", "b=ollama http://b"],
            ["a=ollama http://a", "b=ollama http://b model=qwen3"],
            ["a=ollama http://a model=qwen", "b=ollama http://b model=qwen3"],
        ]
    ) func `two of one name, and two that claim one model, are refused`(lines: [String]) {
        #expect(throws: SettingError.self) { try ProviderList(lines) }
    }
}
