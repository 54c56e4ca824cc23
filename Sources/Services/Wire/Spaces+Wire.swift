internal import Messages
internal import RPC
internal import Spaces

extension SpaceIdentity {
    var wire: MoultV1.SpaceIdentity {
        MoultV1.SpaceIdentity(
            provider: provider,
            model: model,
            modelDigest: modelDigest,
            dimensions: Int32(clamping: dimensions),
            metric: metric.rawValue,
            documentPrefix: documentPrefix,
            queryPrefix: queryPrefix,
            normalisation: normalisation.rawValue
        )
    }

    /// - Throws: REASON_SPACE_UNKNOWN for a metric or a normalisation that no space here has.
    init(_ wire: MoultV1.SpaceIdentity) throws(RPCStatus) {
        guard let metric = Metric(rawValue: wire.metric),
            let normalisation = Normalisation(rawValue: wire.normalisation)
        else { throw KnownSpaces.unknown("\(wire.provider):\(wire.model)@\(wire.dimensions)") }
        self.init(
            provider: wire.provider,
            model: wire.model,
            modelDigest: wire.modelDigest,
            dimensions: Int(wire.dimensions),
            metric: metric,
            documentPrefix: wire.documentPrefix,
            queryPrefix: wire.queryPrefix,
            normalisation: normalisation
        )
    }
}

extension CanarySet {
    var wire: [MoultV1.Canary] {
        canaries.map { MoultV1.Canary(text: $0.text, values: VectorBytes.bytes(of: $0.values)) }
    }
}

/// Vectors as the wire carries them: 32-bit floats, little-endian.
enum VectorBytes {
    static func bytes(of values: [Float]) -> [UInt8] {
        let size = MemoryLayout<Float>.size
        return [UInt8](unsafeUninitializedCapacity: values.count * size) { bytes, count in
            let target = UnsafeMutableRawBufferPointer(bytes)
            for (position, value) in values.enumerated() {
                target.storeBytes(
                    of: value.bitPattern.littleEndian,
                    toByteOffset: position * size,
                    as: UInt32.self
                )
            }
            count = values.count * size
        }
    }

    /// nil: not a whole number of floats.
    static func values(of bytes: [UInt8]) -> [Float]? {
        let size = MemoryLayout<Float>.size
        guard bytes.count.isMultiple(of: size) else { return nil }
        return bytes.withUnsafeBytes { raw in
            stride(from: 0, to: raw.count, by: size).map { offset in
                let pattern = raw.loadUnaligned(fromByteOffset: offset, as: UInt32.self)
                return Float(bitPattern: UInt32(littleEndian: pattern))
            }
        }
    }
}

extension VectorForm {
    /// Empty for the whole text.
    var wire: String {
        switch self {
        case .whole: ""
        case .truncated, .split: rawValue
        }
    }

    /// nil: none that there is.
    init?(wire: String) {
        if wire.isEmpty { self = .whole } else { self.init(rawValue: wire) }
    }
}
