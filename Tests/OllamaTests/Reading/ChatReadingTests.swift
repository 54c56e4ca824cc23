import Channels
import Testing

@testable import Ollama

@Suite struct `The reading of a chat's stream` {
    private static let stream =
        "{\"message\":{\"content\":\"Grüße \"},\"done\":false}\n"
        + "{\"message\":{\"content\":\"\"},\"done\":false}\r\n\n"
        + "{\"message\":{\"content\":\"😀\"},\"done\":false}\n"
        + "{\"message\":{\"content\":\"\"},\"done\":true,\"done_reason\":\"stop\",\"eval_count\":7}\n"

    private struct Read: Equatable {
        var pieces: [ChatPiece] = []
        var ending: ChatReading.Ending?
        var failure: OllamaFailure.Kind?
    }

    private func read(
        _ chunks: [[UInt8]],
        status: Int = 200,
        limits: OllamaLimits = OllamaLimits()
    ) -> Read {
        var reading = ChatReading(limits: limits)
        var read = Read()
        do throws(OllamaFailure) {
            reading.begin(status: status)
            for chunk in chunks {
                reading.append(chunk)
                while let piece = try reading.next() { read.pieces.append(piece) }
            }
            while let piece = try reading.nextAtEnd() { read.pieces.append(piece) }
            read.ending = reading.ending
        } catch {
            read.failure = error.kind
        }
        return read
    }

    private var whole: Read {
        var statistics = ChatStatistics()
        statistics.doneReason = "stop"
        statistics.answerTokens = 7
        return Read(
            pieces: [ChatPiece(content: "Grüße "), ChatPiece(content: "😀")],
            ending: .done(statistics)
        )
    }

    @Test func `is the same however the bytes are cut`() {
        let bytes = Array(Self.stream.utf8)
        #expect(read([bytes]) == whole)
        #expect(read(bytes.map { [$0] }) == whole)
        for cut in 0...bytes.count {
            #expect(read([Array(bytes[..<cut]), Array(bytes[cut...])]) == whole)
        }
    }

    @Test func `takes a last line without its end`() {
        #expect(read([Array(Self.stream.utf8.dropLast())]) == whole)
    }

    @Test func `passes over what follows the last line`() {
        let more = Array((Self.stream + "{\"error\":\"late\"}\nnonsense\n").utf8)
        #expect(read([more]) == whole)
    }

    @Test func `finds every stream that ends too early cut off, or unreadable in its line`() {
        let bytes = Array(Self.stream.utf8)
        let lastLine = bytes.count - 2
        for length in 0..<lastLine {
            let read = read([Array(bytes[..<length])])
            #expect(read.ending == .cutOff || read.failure == .failed, "\(length)")
        }
    }

    @Test func `ends with the error of a line, and no piece comes behind it`() {
        let stream =
            "{\"message\":{\"content\":\"a\"}}\n{\"error\":\"x\"}\n{\"message\":{\"content\":\"b\"}}\n"
        let read = read([Array(stream.utf8)])
        #expect(read == Read(pieces: [ChatPiece(content: "a")], ending: .failed("x")))
    }

    @Test func `keeps the body of an answer that is no success, up to its bound`() {
        var limits = OllamaLimits()
        limits.errorBytesMax = 5
        let read = read([[1, 2, 3], [4, 5, 6], [7]], status: 500, limits: limits)
        #expect(read == Read(ending: .refused([1, 2, 3, 4, 5])))
    }

    @Test func `takes a line as long as the bound, and refuses one that is longer`() {
        var limits = OllamaLimits()
        let line = Array("{\"message\":{\"content\":\"abc\"}}".utf8)
        limits.chatLineBytesMax = line.count
        #expect(read([line + [0x0a]], limits: limits).pieces == [ChatPiece(content: "abc")])
        limits.chatLineBytesMax = line.count - 1
        #expect(read([line + [0x0a]], limits: limits).failure == .failed)
        #expect(read(line.map { [$0] } + [[0x0a]], limits: limits).failure == .failed)
    }

    @Test func `takes a line of eight mebibytes`() {
        let room = OllamaLimits().chatLineBytesMax - 26
        let text = String(repeating: "x", count: room)
        let line = Array("{\"message\":{\"content\":\"\(text)\"}}".utf8)
        #expect(line.count == 8 << 20)
        let middle = line.count / 2
        let chunks = [Array(line[..<middle]), Array(line[middle...]), [0x0a]]
        #expect(read(chunks).pieces.first?.content.utf8.count == room)
    }

    /// Whatever comes: pieces, an end or a failure; never a crash, and never a success that was
    /// not there.
    @Test(arguments: 0..<20)
    func `survives damaged streams`(seed: UInt64) {
        var random = SplitMix(seed: seed)
        for _ in 0..<200 {
            var bytes = Array(Self.stream.utf8)
            for _ in 0..<random.below(6) {
                bytes[random.below(bytes.count)] = UInt8(random.below(256))
            }
            if random.below(2) == 0 { bytes.removeLast(random.below(bytes.count)) }
            var chunks: [[UInt8]] = []
            var rest = bytes[...]
            while !rest.isEmpty {
                let length = 1 + random.below(40)
                chunks.append(Array(rest.prefix(length)))
                rest = rest.dropFirst(length)
            }
            let read = read(chunks)
            #expect(read == self.read([bytes]))
            #expect((read.failure == nil) != (read.ending == nil))
        }
    }
}
