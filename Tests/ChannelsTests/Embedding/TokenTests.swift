import Spaces
import Testing

@testable import Channels

/// What is said of a text's tokens, and of texts that were cut.
@Suite struct TokenTests {
    private let cutting = TextKey.Shape(dimensions: 2, truncates: true)

    private func text(ofTokens count: Int) -> String { String(repeating: "word", count: count) }

    @Test func `a text that travels alone has the provider's count`() {
        var rig = MachineRig()
        let call = rig.ask(["a text"])
        rig.answer(tokens: 7)
        #expect(rig.settled[call]?.reply?.tokens == [7])
        #expect(rig.settled[call]?.reply?.areTokensCounted == true)
        #expect(rig.settled[call]?.reply?.chargedTokens == 7)
    }

    @Test func `texts that travel together share the count by their estimates`() {
        var rig = MachineRig()
        let call = rig.ask([text(ofTokens: 1), text(ofTokens: 3)])
        rig.answer(tokens: 9)
        #expect(rig.settled[call]?.reply?.tokens == [2, 7])
        #expect(rig.settled[call]?.reply?.areTokensCounted == false)
        #expect(rig.settled[call]?.reply?.chargedTokens == 9)
    }

    @Test func `where nothing is counted the estimate is told, and no charge`() {
        var rig = MachineRig()
        let call = rig.ask([text(ofTokens: 5)])
        rig.answer()
        #expect(rig.settled[call]?.reply?.tokens == [5])
        #expect(rig.settled[call]?.reply?.areTokensCounted == false)
        #expect(rig.settled[call]?.reply?.chargedTokens == nil)
    }

    @Test func `a text that was cut without a word is refused`() {
        var rig = MachineRig()
        let call = rig.ask(["short", text(ofTokens: 3_000)])
        rig.answer(tokens: 2)
        rig.answer(tokens: 2_048)
        let error = rig.settled[call]?.error
        #expect(error?.code == .textRefused(position: 1))
        #expect(error?.message.contains("2048 tokens of a text of about 3000") == true)
    }

    @Test func `a text that may be cut is marked`() {
        var rig = MachineRig()
        let call = rig.ask([text(ofTokens: 3_000)], shape: cutting)
        rig.answer(tokens: 2_047)
        #expect(rig.settled[call]?.reply?.truncated == [true])
        let whole = rig.ask([text(ofTokens: 3_001)], shape: cutting)
        rig.answer(tokens: 2_900)
        #expect(rig.settled[whole]?.reply?.truncated == [false])
    }

    @Test func `a count near its estimate is no cut`() {
        var rig = MachineRig()
        let call = rig.ask([text(ofTokens: 2_200)])
        rig.answer(tokens: 2_048)
        #expect(rig.settled[call]?.reply?.truncated == [false])
    }

    @Test func `the model's context is a bound too`() {
        var settings = EmbedSettings()
        settings.contextTokensMax = 300
        var rig = MachineRig(settings)
        let call = rig.ask([text(ofTokens: 400)])
        rig.answer(tokens: 300)
        #expect(rig.settled[call]?.error?.code == .textRefused(position: 0))
    }

    @Test func `in a small context long texts travel alone sooner`() {
        var settings = EmbedSettings()
        settings.contextTokensMax = 400
        var rig = MachineRig(settings)
        rig.ask(["a", text(ofTokens: 300), text(ofTokens: 301)])
        #expect(rig.nextTexts.count == 2)
    }
}
