import Testing

@testable import Messages

struct ArenaTests {
    @Test(arguments: [64, 256, 16_384])
    func `every allocation is aligned for its size and stands alone`(firstBlockBytes: Int) throws {
        let arena = Arena(firstBlockBytes: firstBlockBytes)
        var random = SeededGenerator(seed: 3)
        try arena.withScope {
            var taken: [Range<UInt>] = []
            for _ in 0..<500 {
                let size = Int.random(in: 1...200, using: &random)
                let memory = try arena.allocate(size)
                memory.initializeMemory(as: UInt8.self, repeating: 0xaa, count: size)
                let start = UInt(bitPattern: memory)
                let alignment = min(UInt(size) & (~UInt(size) + 1), 16)
                #expect(start % alignment == 0)
                taken.append(start..<start + UInt(size))
            }
            taken.sort { $0.lowerBound < $1.lowerBound }
            for (one, next) in zip(taken, taken.dropFirst()) {
                #expect(one.upperBound <= next.lowerBound)
            }
        }
    }

    @Test func `a scope gives back what was taken in it, and no more`() throws {
        let arena = Arena(firstBlockBytes: 64)
        try arena.withScope {
            let outer = try arena.allocate(32)
            outer.storeBytes(of: 42, as: UInt64.self)
            try arena.withScope {
                for _ in 0..<10 { _ = try arena.allocate(1_000) }
                #expect(arena.usedBytes == 10_032)
            }
            #expect(arena.usedBytes == 32)
            #expect(outer.load(as: UInt64.self) == 42)
        }
        #expect(arena.usedBytes == 0)
    }

    @Test func `a scope's budget is kept to the byte, whatever its outer scopes hold`() throws {
        let arena = Arena(firstBlockBytes: 64)
        try arena.withScope {
            _ = try arena.allocate(500)
            try arena.withScope(budget: 100) {
                _ = try arena.allocate(60)
                #expect(throws: PackFault.self) { try arena.allocate(41) }
                _ = try arena.allocate(40)
                #expect(throws: PackFault.self) { try arena.allocate(1) }
            }
            _ = try arena.allocate(1_000)
        }
    }

    @Test func `a scope is given back when its body throws`() {
        let arena = Arena(firstBlockBytes: 64)
        #expect(throws: PackFault.self) {
            try arena.withScope(budget: 1_000) { () throws(PackFault) in
                _ = try arena.allocate(900)
                _ = try arena.allocate(900)
            }
        }
        #expect(arena.usedBytes == 0)
    }

    @Test func `an unpack survives the failure of each of its allocations`() throws {
        for type in RoundTripTests.messages { try failEachAllocation(unpacking: type) }
    }

    private func failEachAllocation<Message: WireMessage>(unpacking _: Message.Type) throws {
        var random = RandomMessage(seed: 11)
        let bytes = random.bytes(of: Message.coding.descriptor)
        let arena = Arena(firstBlockBytes: 64)
        var succeeding = 0
        while true {
            arena.allocationsLeft = succeeding
            do {
                let message = try bytes.withUnsafeBytes { bytes in
                    try Message(unpacking: bytes, arena: arena)
                }
                #expect(try message.packed() == bytes)
                return
            } catch let fault as UnpackFault {
                try #require(fault.code == .tooLarge)
                #expect(arena.usedBytes == 0)
                succeeding += 1
            }
        }
    }

    @Test func `a pack survives the failure of each of its allocations`() throws {
        var random = RandomMessage(seed: 12)
        let bytes = random.bytes(of: MoultV1.SearchResponse.coding.descriptor)
        let message = try MoultV1.SearchResponse(unpacking: bytes)
        let arena = Arena(firstBlockBytes: 64)
        var failures = 0
        while true {
            arena.allocationsLeft = failures
            do {
                let packed = try message.pack(in: arena) { Array($0) }
                #expect(packed == bytes)
                #expect(failures > 3)
                return
            } catch {
                try #require(error.code == .tooLarge)
                #expect(arena.usedBytes == 0)
                failures += 1
            }
        }
    }
}
