/// The figures of a replica.
public struct ReplicaOptions: Sendable {
    /// How many changes a push carries; at most 5000.
    public var batchMax = 100
    /// How many bytes of data a push carries, beyond its first change.
    public var batchBytesMax = 4 * 1024 * 1024
    /// How many entries a page of a pull holds; at most 5000.
    public var pageMax = 1000
    /// How many edits may wait; further ones are refused.
    public var queueMax = 10_000
    /// How many bytes an edit's data may have as JSON.
    public var dataBytesMax = 256 * 1024
    /// How many conflicts are kept here; beyond it the oldest is forgotten, on this device.
    public var conflictsMax = 1000
    /// How often an edit is tried whose receipt says to try again.
    public var attemptsMax = 5
    /// The waits between attempts.
    public var backoff = Backoff()
    /// How long a trip that was healed is not healed again.
    public var healingIntervalSeconds: Int64 = 3600
    /// The conflict policy that pushes name; the server's default (`manual`) when `nil`.
    public var conflictPolicy: String?

    public init() {}
}
