import Testing

@testable import OllamaDouble

@Suite struct FaultScriptTests {
    private func outcomes(_ script: String, at point: FaultPoint, calls: Int) throws -> [Fault?] {
        var script = try FaultScript(parsing: script)
        return (0..<calls).map { _ in script.next(at: point) }
    }

    @Test func `a rule names one call`() throws {
        #expect(try outcomes("embed#2=reset", at: .embed, calls: 3) == [nil, .reset, nil])
    }

    @Test func `a rule names several calls`() throws {
        let faults = try outcomes("chat#2-3=hang", at: .chat, calls: 4)
        #expect(faults == [nil, .hang, .hang, nil])
    }

    @Test func `a rule names all calls from one on, or all`() throws {
        #expect(try outcomes("ps#2-=hang", at: .ps, calls: 3) == [nil, .hang, .hang])
        #expect(try outcomes("ps=hang", at: .ps, calls: 2) == [.hang, .hang])
    }

    @Test func `each endpoint's calls are counted for themselves, and the first rule wins`() throws
    {
        var script = try FaultScript(parsing: "embed#1=zero, embed=nulls, chat#1=eof:4")
        #expect(script.next(at: .chat) == .eof(4))
        #expect(script.next(at: .embed) == .zero)
        #expect(script.next(at: .embed) == .nulls)
    }

    @Test(arguments: [
        ("refuse:20", Fault.refuse(.milliseconds(20))), ("slow:5", .slow(.milliseconds(5))),
        ("status:502", .status(502)), ("nan", .nan), ("dimensions:3", .dimensions(3)),
        ("count:2", .count(2)), ("truncate", .truncate(2_048)), ("oom", .outOfMemory),
        ("crash", .crash), ("line:2", .line(2)), ("cut:3", .cut(3)), ("restart", .restart(.zero)),
        ("foreign:llama3.2@-1", .foreign("llama3.2", .forever)),
        ("foreign:a:b", .foreign("a:b", nil)), ("quota", .insufficientQuota),
        ("rate:1500", .rateLimited(.milliseconds(1_500))), ("reversed", .reversed),
    ])
    func `each fault has its word`(text: String, fault: Fault) {
        #expect(Fault(parsing: text) == fault)
    }

    @Test(arguments: [
        "embed", "embed#0=zero", "embed#x=zero", "embed#3-2=zero", "nowhere=zero", "embed=never",
        "embed=status", "embed=status:x", "embed=dimensions",
    ])
    func `a rule that cannot be read is refused with its text`(rule: String) throws {
        let error = #expect(throws: FaultScriptError.self) { try FaultScript(parsing: rule) }
        #expect(error?.message.contains(rule) == true)
    }
}
