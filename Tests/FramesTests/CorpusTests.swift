import Foundation
import Testing

struct CorpusTests {
    @Test func `nothing in the corpus breaks the decoder or the stream machines`() throws {
        let corpus = URL(filePath: #filePath)
            .deletingLastPathComponent()
            .appending(path: "../Fuzz/Corpus/frames")
            .standardizedFileURL
        let files = try FileManager.default.contentsOfDirectory(
            at: corpus,
            includingPropertiesForKeys: nil
        )
        #expect(!files.isEmpty)
        for file in files {
            let broken = try Data(contentsOf: file).withUnsafeBytes {
                FramesCheck.whatBreaks(on: $0)
            }
            #expect(broken == nil, "\(file.lastPathComponent)")
        }
    }
}
