import Testing

@testable import Ollama

@Suite struct `What Ollama's error says` {
    @Test(arguments: [
        (404, "model \"x\" not found, try pulling it first", OllamaFailure.Kind.unknownModel),
        (404, "model 'x' not found", .unknownModel),
        (400, "model is required", .unknownModel),
        (400, "invalid model name", .unable),
        (503, "server busy, please try again.  maximum pending requests exceeded", .busy),
        (500, "Server Busy, please try again", .busy),
        (400, "the input length exceeds the context length", .tooLong),
        (500, "input length exceeds maximum context length", .tooLong),
        (400, "input after truncation exceeds maximum context length", .tooLong),
        (500, "input is too large to process. increase the physical batch size", .tooLong),
        (400, "embedding contains NaN or Inf values", .notANumber),
        (500, "failed to encode response: json: unsupported value: NaN", .notANumber),
        (500, "failed to encode response: json: unsupported value: +Inf", .notANumber),
        (
            500, "llama-server process has terminated: cudaMalloc failed: out of memory",
            .outOfMemory
        ),
        (
            500, "model requires more system memory (9.1 GiB) than is available (2 GiB)",
            .outOfMemory
        ),
        (500, "CUDA error: out of memory", .outOfMemory),
        (500, "llama runner process has terminated: exit status 2", .failed),
        (400, "do embedding request: Post \"http://127.0.0.1:1/embedding\": EOF", .failed),
        (500, "timed out waiting for llama-server to start", .failed),
        (500, "error loading model architecture: unknown", .failed),
        (499, "request canceled", .failed),
        (400, "\"embeddinggemma\" does not support chat", .unable),
        (400, "registry.ollama.ai/library/x:latest does not support tools", .unable),
        (401, "unauthorized", .denied),
        (200, "unauthorized", .denied),
    ])
    func `goes before its status`(status: Int, text: String, kind: OllamaFailure.Kind) {
        #expect(ErrorText(status: status, text).kind == kind)
    }

    @Test(arguments: [
        (200, OllamaFailure.Kind.failed), (301, .denied), (308, .denied), (400, .refused),
        (401, .denied), (403, .denied), (404, .denied), (405, .denied), (407, .denied),
        (408, .timedOut), (413, .refused), (422, .refused), (429, .busy), (499, .failed),
        (500, .failed), (501, .failed), (502, .unreachable), (503, .busy), (504, .timedOut),
        (599, .failed),
    ])
    func `is told by the status where the text says nothing`(
        status: Int,
        kind: OllamaFailure.Kind
    ) {
        #expect(ErrorText(status: status, "").kind == kind)
        #expect(ErrorText(status: status, "whatever").kind == kind)
    }

    @Test func `is shown on one line, and cut behind so many characters`() {
        let most = String(repeating: "é", count: ErrorText.shownMax)
        #expect(ErrorText(status: 500, most).shown == most)
        #expect(ErrorText(status: 500, most + "x").shown == most + "…")
        #expect(ErrorText(status: 500, " a\r\n\tb ").shown == "a b")
    }

    @Test func `is shown without a secret that it repeats`() {
        let text = "the key Bearer abc-1 is wrong: abc-1"
        let shown = ErrorText(status: 401, text, secrets: ["Bearer abc-1", "abc-1", ""]).shown
        #expect(shown == "the key … is wrong: …")
    }
}
