import CUnpack

/// The bounds on one message that is to be read.
///
/// They hold off bytes that cost far more than they weigh. What a call may hold (items, metadata
/// entries, lengths) is bounded by its service, and lies well within.
package struct UnpackLimits: Sendable, Hashable {
    /// What a ttrpc frame may hold.
    package var bytes = 4 << 20
    /// How deep messages may nest, the outermost counted.
    ///
    /// Never more than 64, whatever is set: so many the pre-scan has room for.
    package var depth = 64
    /// Fields in all: 1,000 items with 64 metadata entries each have 197,000.
    package var fields = 1 << 18
    /// Fields that this version does not know: 16 new ones in each of 1,000 items.
    package var unknownFields = 1 << 14
    /// Elements of one repeated field of one message.
    package var elements = 1 << 16
    /// Messages in all, without the outermost.
    package var messages = 1 << 17
    /// Memory for the unpacked form: so much to begin with, so much a byte, and so much at most.
    package var arenaBytesBase = 64 << 10
    package var arenaBytesPerByte = 8
    package var arenaBytesMax = 32 << 20

    package static let standard = UnpackLimits()

    package init() {}

    /// What a message of `count` bytes may take unpacked.
    func arenaBudget(for count: Int) -> Int {
        let (scaled, overflow) = count.multipliedReportingOverflow(by: arenaBytesPerByte)
        guard !overflow, scaled < arenaBytesMax else { return arenaBytesMax }
        return min(arenaBytesMax, arenaBytesBase + scaled)
    }

    var scan: moult_scan_limits {
        moult_scan_limits(
            depth: UInt32(min(max(depth, 1), Int(MOULT_SCAN_DEPTH_MAX))),
            fields: UInt32(clamping: fields),
            unknown_fields: UInt32(clamping: unknownFields),
            elements: UInt32(clamping: elements),
            messages: UInt32(clamping: messages)
        )
    }
}
