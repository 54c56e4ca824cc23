import Messages
import Testing

@testable import Services

struct IngestStreamTests {
    private func request(_ number: UInt64, text: String = "x") -> MoultV1.IngestStreamRequest {
        MoultV1.IngestStreamRequest(
            number: number,
            item: MoultV1.ItemDraft(key: "\(number)", text: text)
        )
    }

    @Test func `the credit allows its window and not one more`() {
        var credit = ItemCredit()
        for _ in 0..<ItemCredit.window {
            let isTaken = credit.take()
            #expect(isTaken)
        }
        let isOneMoreTaken = credit.take()
        #expect(!isOneMoreTaken)
    }

    @Test func `each outcome gives back what its item took`() {
        var credit = ItemCredit()
        while credit.take() {}
        #expect(credit.give() == 1)
        let isTaken = credit.take()
        #expect(isTaken)
        let isOneMoreTaken = credit.take()
        #expect(!isOneMoreTaken)
    }

    @Test func `what has come is taken together and in order`() async {
        let inbox = ItemInbox<MoultV1.IngestStreamRequest>()
        for number in 1...3 { inbox.put(request(UInt64(number))) }
        #expect(await inbox.take().map(\.number) == [1, 2, 3])
    }

    @Test func `a batch ends at its bound of items and of text`() async {
        let inbox = ItemInbox<MoultV1.IngestStreamRequest>()
        for number in 0...ItemBatch.itemsMax { inbox.put(request(UInt64(number))) }
        #expect(await inbox.take().count == ItemBatch.itemsMax)
        #expect(await inbox.take().count == 1)

        let large = String(repeating: "x", count: ItemBatch.bytesMax)
        inbox.put(request(1, text: large))
        inbox.put(request(2))
        #expect(await inbox.take().map(\.number) == [1])
        #expect(await inbox.take().map(\.number) == [2])
    }

    @Test func `every storer that waits is let go when nothing more will come`() async {
        let inbox = ItemInbox<MoultV1.IngestStreamRequest>()
        await withTaskGroup(of: Int.self) { group in
            for _ in 0..<4 { group.addTask { await inbox.take().count } }
            inbox.put(request(1))
            inbox.close()
            var taken = 0
            for await count in group { taken += count }
            #expect(taken == 1)
        }
    }
}
