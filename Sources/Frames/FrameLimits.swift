/// What one connection may cost before a call is even looked at.
package struct FrameLimits: Equatable, Sendable {
    /// The most data of one frame, both ways, in bytes.
    ///
    /// The published protocol's number.
    package static let dataBytesMax: UInt32 = 4_194_304

    /// The most data of one frame that is taken.
    ///
    /// Longer frames, up to the 16 MiB that a first byte of 0 allows, are dropped as they arrive.
    package var dataBytesMax: UInt32

    package init(dataBytesMax: UInt32 = FrameLimits.dataBytesMax) {
        self.dataBytesMax = dataBytesMax
    }
}

/// What the streams of one connection may cost.
package struct StreamLimits: Equatable, Sendable {
    /// Streams that are open at once; one more is refused, and the connection lives.
    package var streamsInFlightMax: Int

    /// Data frames for no open stream that are answered; the connection is closed after them.
    package var strayDataMax: Int

    /// The highest stream id after which the connection is still used.
    ///
    /// Ids end at 2^31, so that a connection that comes near it finishes what it has and closes.
    package var lastStreamIDMax: StreamID

    package init(
        streamsInFlightMax: Int = 256,
        strayDataMax: Int = 100,
        lastStreamIDMax: StreamID = 0x7fff_0000
    ) {
        self.streamsInFlightMax = streamsInFlightMax
        self.strayDataMax = strayDataMax
        self.lastStreamIDMax = lastStreamIDMax
    }
}
