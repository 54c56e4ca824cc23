/// The bounds on what the channels are asked.
///
/// Keys and pages are bounded as everywhere, by `KnowledgeLimits`.
package struct InferenceLimits: Sendable, Hashable {
    /// Texts of one Embed.
    package var embedTextsMax = 1_024
    /// Of one text of an Embed.
    package var embedTextBytesMax = 1 << 20
    /// Of a target's name.
    package var targetBytesMax = 512
    /// The widest vectors that may be asked for.
    package var dimensionsMax = 65_536
    /// Of a model's name.
    package var modelBytesMax = 512
    /// Messages of one job.
    package var messagesMax = 1_024
    /// Of what a host is asked, as JSON: pictures are a third longer there.
    package var bodyBytesMax = 8 << 20
    package var labelBytesMax = 256
    package var traceparentBytesMax = 128
    /// Pieces of a job's log that are read at once for its text.
    package var piecesPerRead = 1_000
    /// Silence after which a watcher gets a heartbeat.
    package var heartbeat: Duration = .seconds(15)

    package init() {}
}
