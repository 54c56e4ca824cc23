import Foundation
import Testing

/// What the fuzzer found worth keeping, in every ordinary run.
struct CorpusTests {
    @Test func `every input of the corpus is read or refused, and what is read comes back`() throws
    {
        let corpus = Checkout.root.appending(path: "Tests/Fuzz/Corpus/messages")
        let inputs = try Checkout.files(below: corpus)
        try #require(inputs.count > 50)
        for (name, input) in inputs {
            let broken = input.withUnsafeBytes { MessageCheck.whatBreaks(on: $0) }
            #expect(broken == nil, "\(name): \(broken ?? "")")
        }
    }
}
