import Messages
import RPC
import Testing

struct MethodTableTests {
    private func method(_ service: String, _ name: String) -> WireMethod<Pair, Pair> {
        WireMethod(service: service, name: name, kind: .unary)
    }

    private func table(_ names: [(String, String)]) -> MethodTable {
        MethodTable([
            ServiceTable {
                for (service, name) in names {
                    $0.inline(method(service, name)) { request, _ in request }
                }
            }
        ])
    }

    @Test func `every method is found by its own name and by no other`() {
        let names = (0..<300).map { ("service.v\($0 % 7)", "Method\($0)") }
        let table = table(names)
        for (service, name) in names {
            #expect(table.method(service: service, method: name)?.description.name == name)
            #expect(table.method(service: service, method: name.lowercased()) == nil)
            #expect(table.method(service: service + "x", method: name) == nil)
            #expect(table.method(service: name, method: service) == nil)
        }
        #expect(table.services.count == 7)
    }

    @Test func `a name is not found by bytes that only run together like it`() {
        let table = table([("ab", "c")])
        #expect(table.method(service: "ab", method: "c") != nil)
        #expect(table.method(service: "a", method: "bc") == nil)
        #expect(table.method(service: "abc", method: "") == nil)
        #expect(table.method(service: "", method: "") == nil)
    }

    @Test func `of two handlers of one name the later one serves`() {
        let first = ServiceTable {
            $0.unary(method("s", "m"), isDurable: false) { request, _ in request }
        }
        let second = ServiceTable {
            $0.unary(method("s", "m"), isDurable: true) { request, _ in request }
        }
        let table = MethodTable([first, second])
        #expect(table.method(service: "s", method: "m")?.isDurable == true)
        #expect(table.services == ["s"])
    }
}
