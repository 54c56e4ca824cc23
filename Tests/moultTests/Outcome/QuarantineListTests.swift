import Messages
import Testing

@testable import moult

struct QuarantineListTests {
    private func page(
        _ keys: [String],
        next token: String,
        total: Int64
    ) -> MoultV1.ListQuarantineResponse {
        MoultV1.ListQuarantineResponse(
            epoch: 2,
            target: "builtin:lexical@8",
            items: keys.map { MoultV1.QuarantinedItem(key: $0) },
            nextPageToken: token,
            total: total
        )
    }

    @Test func `a whole list's total is what it lists, whatever came and went meanwhile`() {
        var list = MoultV1.ListQuarantineResponse()
        list = list.joined(by: page(["a", "b"], next: "2", total: 9))
        #expect(list.nextPageToken == "2")
        #expect(list.total == 9)
        list = list.joined(by: page(["e"], next: "", total: 4))
        #expect(list.items.map(\.key) == ["a", "b", "e"])
        #expect(list.total == 3)
        #expect(list.epoch == 2)
        #expect(list.nextPageToken.isEmpty)
    }
}
