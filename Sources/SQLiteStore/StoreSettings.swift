/// How a store is opened.
///
/// Each limit is a setting of `moult serve`.
package struct StoreSettings: Sendable {
    /// Connections that read at the same time.
    package var readersMax = 4
    /// Write units that one transaction takes together.
    package var unitsPerTransactionMax = 256
    /// What the units of one transaction may weigh together; the first always goes in.
    package var transactionBytesMax = 4 << 20
    /// Write units that wait for the writer.
    ///
    /// Whoever comes past it waits at the door.
    package var waitingUnitsMax = 4_096
    /// Free disk that backfills leave; nil: the smaller of 1 GiB and 5 % of the file system.
    package var reserveBytes: Int?
    /// A file up to this size is checked whole (`PRAGMA quick_check`) when it is opened; of a
    /// larger one, the schema and both ends of every table.
    package var wholeCheckBytesMax = 64 << 20
    /// How long an idempotent answer is kept.
    package var answersKeptMs: Int64 = 24 * 60 * 60 * 1_000
    /// How many idempotent answers are kept; past it the oldest go.
    package var answersKeptMax = 100_000
    /// Names each opening; random, so that a restored backup's next opening is a new name.
    package var makeGeneration: @Sendable () -> Int64 = { .random(in: 1 ... .max) }
    /// The file system's room; a test gives its own.
    package var diskSpace: @Sendable (String) -> DiskSpace? = DiskSpace.of(directory:)

    package init() {}
}
