import Ollama
import Testing

@Suite struct `Ollama's address` {
    @Test(arguments: [
        ("", "http://127.0.0.1:11434"), ("  \n", "http://127.0.0.1:11434"),
        ("gpu", "http://gpu:11434"), ("gpu:8080", "http://gpu:8080"),
        (":8080", "http://127.0.0.1:8080"), ("0.0.0.0", "http://127.0.0.1:11434"),
        ("0.0.0.0:1", "http://127.0.0.1:1"), ("[::]:65535", "http://[::1]:65535"),
        ("::1", "http://[::1]:11434"), ("[::1]", "http://[::1]:11434"),
        ("[fe80::1]:80", "http://[fe80::1]:80"), ("http://gpu", "http://gpu:80"),
        ("HTTPS://gpu/", "https://gpu:443"), ("http://gpu:11434///", "http://gpu:11434"),
        ("https://proxy:8443/ollama/", "https://proxy:8443/ollama"),
        ("gpu/a/b", "http://gpu:11434/a/b"), ("ollama.com", "https://ollama.com:443"),
        ("http://", "http://127.0.0.1:80"), (" \"gpu:1\" ", "http://gpu:1"),
        ("''", "http://127.0.0.1:11434"),
    ])
    func `is read as Ollama reads OLLAMA_HOST`(text: String, base: String) throws {
        #expect(try OllamaAddress(text).base == base)
    }

    @Test(arguments: [
        "ftp://gpu", "://gpu", "gpu:0", "gpu:65536", "gpu:-1", "gpu:+1", "gpu:", "gpu:1a",
        "http://gpu:x/y", "[::1", "[::1]x", "[::1]:", "a b", "gpu/?q=1", "gpu#f", "gpu\u{7}",
    ])
    func `is refused with a sentence where it cannot be read`(text: String) {
        let error = #expect(throws: OllamaSettingsError.self) { try OllamaAddress(text) }
        #expect(error?.message.hasPrefix("Ollama's address cannot be read: ") == true)
    }

    @Test(arguments: ["http://me:secret@gpu", "me:secret@gpu:1", "https://gpu:secret", "a secret"])
    func `never shows a password`(text: String) {
        let error = #expect(throws: OllamaSettingsError.self) { try OllamaAddress(text) }
        #expect(error?.message.contains("secret") == false)
    }
}
