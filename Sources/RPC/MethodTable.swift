import Messages

/// All methods that are served, found by the bytes of their names.
///
/// Names come as bytes, thousands in a read: making Strings of them to look them up would cost ten
/// times what the lookup does.
package struct MethodTable: Sendable {
    private struct Entry {
        var hash: UInt64
        /// Where its name stands in `names`: the service's bytes, then the method's.
        var nameStart: Int
        var serviceCount: Int
        var methodCount: Int
    }

    /// Open addressing, a power of two in size, at most half full; -1: free.
    private var slots: [Int32]
    private var entries: [Entry] = []
    private var names: [UInt8] = []
    private var methods: [Method] = []

    package init(_ tables: [ServiceTable]) {
        let methods = tables.flatMap(\.methods)
        var size = 16
        while size < methods.count * 2 { size *= 2 }
        slots = [Int32](repeating: -1, count: size)
        for method in methods {
            insert(method)
        }
    }

    /// The method of exactly this name; nil: there is none.
    package func method(
        service: UnsafeRawBufferPointer,
        method: UnsafeRawBufferPointer
    ) -> Method? {
        let hash = Self.hash(service, method)
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] >= 0 {
            let index = Int(slots[slot])
            if entries[index].hash == hash && isNamed(entries[index], service, method) {
                return methods[index]
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        return nil
    }

    package func method(service: String, method: String) -> Method? {
        Array(service.utf8).withUnsafeBytes { service in
            Array(method.utf8).withUnsafeBytes { method in
                self.method(service: service, method: method)
            }
        }
    }

    /// The names of all services, in the order they were given.
    package var services: [String] {
        var names: [String] = []
        for method in methods where !names.contains(method.description.service) {
            names.append(method.description.service)
        }
        return names
    }

    private mutating func insert(_ method: Method) {
        let service = Array(method.description.service.utf8)
        let name = Array(method.description.name.utf8)
        let hash = service.withUnsafeBytes { service in
            name.withUnsafeBytes { Self.hash(service, $0) }
        }
        var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[slot] >= 0 {
            let index = Int(slots[slot])
            if methods[index].description.service == method.description.service
                && methods[index].description.name == method.description.name
            {
                methods[index] = method
                return
            }
            slot = (slot + 1) & (slots.count - 1)
        }
        slots[slot] = Int32(entries.count)
        entries.append(
            Entry(
                hash: hash,
                nameStart: names.count,
                serviceCount: service.count,
                methodCount: name.count
            )
        )
        names += service + name
        methods.append(method)
    }

    private func isNamed(
        _ entry: Entry,
        _ service: UnsafeRawBufferPointer,
        _ method: UnsafeRawBufferPointer
    ) -> Bool {
        guard service.count == entry.serviceCount, method.count == entry.methodCount else {
            return false
        }
        return names.withUnsafeBytes { names in
            let methodStart = entry.nameStart + entry.serviceCount
            return names[entry.nameStart..<methodStart].elementsEqual(service)
                && names[methodStart..<(methodStart + entry.methodCount)].elementsEqual(method)
        }
    }

    /// Not keyed: the table is fixed at start, so nobody can fill a slot's chain.
    private static func hash(
        _ service: UnsafeRawBufferPointer,
        _ method: UnsafeRawBufferPointer
    ) -> UInt64 {
        mix(method, into: mix(service, into: 0x9e37_79b9_7f4a_7c15))
    }

    private static func mix(_ bytes: UnsafeRawBufferPointer, into seed: UInt64) -> UInt64 {
        var hash = (seed ^ UInt64(bytes.count)) &* 0xff51_afd7_ed55_8ccd
        var offset = 0
        while offset + 8 <= bytes.count {
            hash ^= bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self)
            hash = (hash ^ (hash >> 32)) &* 0xff51_afd7_ed55_8ccd
            offset += 8
        }
        var rest: UInt64 = 0
        while offset < bytes.count {
            rest = rest << 8 | UInt64(bytes[offset])
            offset += 1
        }
        hash = (hash ^ rest) &* 0xc4ce_b9fe_1a85_ec53
        return hash ^ (hash >> 29)
    }
}
