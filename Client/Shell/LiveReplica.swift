public import CaravanProtocol

/// The shell around a ``Replica``: makes its calls over HTTP, listens for what happens on the server, and lets an app
/// observe what changes.
///
/// One client a database, one database an account. Reads and edits are of the local database and need no network.
public final class LiveReplica: Sendable {
    /// The core. Edits made past this client are sent too, but not before something wakes it.
    public let replica: Replica
    let http: any HTTPPort
    let live: any LivePort
    let clock: any Clock
    let random: any RandomSource
    let tokens: TokenKeeper
    /// Raised when what observers read has changed.
    let changed = ChangeSignal()
    /// Raised when there may be something to send or to pull.
    let wanted = ChangeSignal()

    public init(
        _ replica: Replica, http: any HTTPPort, live: any LivePort, clock: any Clock, random: any RandomSource
    ) {
        self.replica = replica
        self.http = http
        self.live = live
        self.clock = clock
        self.random = random
        tokens = TokenKeeper(replica, http, clock)
    }

    // MARK: - The session

    /// Keeps the session that ``Authentication`` has opened. Throws ``ReplicaFault/otherAccount``, ``StorageError``.
    public func begin(_ session: StoredSession) throws {
        try replica.keep(session, now: clock.now())
        notice()
    }

    /// Ends the session, on the server too when it can be reached. What is queued stays.
    public func logout() async throws {
        if let session = try replica.session() {
            let body: JSONObject = ["refresh": .string(session.refresh)]
            _ = try? await http.send(
                HTTPCall("POST", "/auth/logout/", of: session.server, token: session.access, body: body))
        }
        try replica.endSession(now: clock.now())
        changed.raise()
    }

    // MARK: - Edits

    /// Takes an edit: it is seen at once, and sent as soon as there is a network. Throws as ``Replica/edit(_:now:)``.
    @discardableResult
    public func edit(_ edit: LocalEdit) throws -> QueueEntry? {
        defer { notice() }
        return try replica.edit(edit, now: clock.now())
    }

    /// Makes an entity with a fresh id, which it gives. Throws as ``Replica/edit(_:now:)``.
    public func create(_ kind: EntityKind, _ data: JSONObject) throws -> UUIDBits {
        defer { notice() }
        return try replica.create(kind, data, now: clock.now())
    }

    /// Makes an entity of the meant fields with a fresh id, which it gives. Throws as ``Replica/edit(_:now:)``.
    public func create<E: EditedEntity>(_ draft: Partial<E>) throws -> ID<E> {
        defer { notice() }
        return try replica.create(draft, now: clock.now())
    }

    /// Decides a conflict. Throws as ``Replica/resolve(_:_:data:notes:now:)``.
    public func resolve(
        _ id: ID<StoredConflict>, _ resolution: ConflictResolution, data: JSONObject? = nil, notes: String? = nil
    ) throws {
        try replica.resolve(id, resolution, data: data, notes: notes, now: clock.now())
        notice()
    }

    /// Asks for the conflicts that the user's other devices met or decided: when the app shows them, say.
    public func refreshConflicts() {
        replica.refreshConflicts()
        wanted.raise()
    }

    /// Sends an edit of the quarantine again. Throws ``ReplicaFault/notFound``.
    public func retry(_ id: ID<QueueEntry>) throws {
        try replica.retry(id, now: clock.now())
        notice()
    }

    /// Drops an edit of the quarantine for good. Throws ``ReplicaFault/notFound``.
    public func discard(_ id: ID<QueueEntry>) throws {
        try replica.discard(id, now: clock.now())
        notice()
    }

    /// The network is said to be back: what waits for it is tried at once.
    public func networkIsBack() throws {
        try replica.retryNow(now: clock.now())
        wanted.raise()
    }

    private func notice() {
        changed.raise()
        wanted.raise()
    }
}
