import Testing

@testable import moult

@Suite struct LiveLinesTests {
    @Test func `a refresh draws over what was drawn before`() {
        var live = LiveLines()
        #expect(live.refresh(["a", "b"]) == "a\u{1B}[K\nb\u{1B}[K")
        #expect(live.refresh(["c", "d"]) == "\r\u{1B}[1Ac\u{1B}[K\nd\u{1B}[K")
    }

    @Test func `fewer lines leave none of the old ones`() {
        var live = LiveLines()
        _ = live.refresh(["a", "b"])
        #expect(live.refresh(["c"]) == "\r\u{1B}[1Ac\u{1B}[K\u{1B}[J")
        #expect(live.refresh(["d"]) == "\rd\u{1B}[K")
    }

    @Test func `a line above stays, and the live ones follow it`() {
        var live = LiveLines()
        _ = live.refresh(["bar"])
        #expect(live.printAbove("found", live: ["bar"]) == "\r\u{1B}[Jfound\nbar\u{1B}[K")
    }

    @Test func `what is cleared leaves nothing, and the cursor where it began`() {
        var live = LiveLines()
        _ = live.refresh(["a", "b"])
        #expect(live.clear() == "\r\u{1B}[1A\u{1B}[J")
        #expect(live.clear() == "")
    }

    @Test func `the end leaves the cursor below, once`() {
        var live = LiveLines()
        _ = live.refresh(["bar"])
        #expect(live.end() == "\n")
        #expect(live.end() == "")
    }

    @Test func `a narrower terminal has wrapped what was drawn, and it is drawn over all of it`() {
        var live = LiveLines()
        _ = live.refresh(["0123456789", "\u{1B}[32mabc\u{1B}[0m"])
        #expect(live.refresh(["x", "y"], columns: 4) == "\r\u{1B}[3Ax\u{1B}[K\ny\u{1B}[K\u{1B}[J")
    }

    @Test func `a wider one has wrapped nothing`() {
        var live = LiveLines()
        _ = live.refresh(["0123456789"])
        #expect(live.refresh(["x"], columns: 200) == "\rx\u{1B}[K")
    }
}
