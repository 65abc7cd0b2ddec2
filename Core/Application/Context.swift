public import CaravanProtocol

/// What an operation sees of the world: its transaction, who calls, and the time. It lives as long as the transaction.
public class Context {
    private let reading: any Reading
    /// Set before the handler runs; `nil` only for operations that need no session.
    public internal(set) var caller: Caller?
    public let now: Instant
    public let settings: Settings
    public let services: Services
    /// Who is live, as of now: no part of the transaction.
    let live: Live
    /// What a transaction that writes has read already.
    let memory: TransactionMemory?
    /// The caller as others see him, once somebody has asked.
    var ownSummary: UserSummary?
    /// When a transaction that reads had not seen anything yet; `nil` where nothing is remembered of it.
    var moment: PullMemory.Moment?
    /// Whether others wait for it, so that it may not be long.
    var isBrief = false
    /// What live peers are told of once this is done.
    var publication = Publication()

    init(
        _ reading: any Reading, now: Instant, settings: Settings, services: Services, live: Live,
        memory: TransactionMemory? = nil
    ) {
        self.memory = memory
        self.live = live
        self.reading = reading
        self.now = now
        self.settings = settings
        self.services = services
    }

    /// The transaction, for reading.
    public var store: any Reading { reading }

    /// The caller of an operation that needs a session.
    public func requireCaller() throws(Failure) -> Caller {
        guard let caller else { throw Failure(.unauthenticated) }
        return caller
    }

    /// Whether others add nothing to the log until the transaction ends.
    func holds(_ scope: UUIDBits) -> Bool { false }

    /// The trip, unless it is unknown or deleted.
    public func liveTrip(_ id: ID<Trip>) throws -> Trip? {
        guard let trip = try store.find(id), trip.deletedAt == nil else { return nil }
        return trip
    }

    /// The user's part in the trip.
    public func membership(of user: ID<User>, in trip: ID<Trip>) throws -> Membership? {
        try store.first(Query(.equals(\.tripID, trip), .equals(\.userID, user), .isNull(\.deletedAt)))
    }
}
