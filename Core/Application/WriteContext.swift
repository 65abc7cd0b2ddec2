public import CaravanProtocol

/// A context that may write. It collects what the transaction logged, for what happens after the commit.
public final class WriteContext: Context {
    private let writing: any Writing
    private var heads: [UUIDBits: LogHead] = [:]
    private var moved: Set<UUIDBits> = []
    private var logged: [Change] = []

    /// Whether jobs were written that want to be done after the commit.
    public private(set) var hasJobs = false
    /// A failure that is answered although the transaction commits: a reused refresh token revokes its family.
    public private(set) var failureAfterCommit: Failure?
    /// Whose words the answer has: an answer that is kept under an idempotency key is found by it when they are deleted.
    public var subject: UUIDBits?
    /// Where the operation goes on, if this is not its first transaction; and where it is to go on in the next one, if this
    /// is not its last. What was done before stays done.
    let begun: (any Sendable)?
    var rest: (any Sendable)?
    /// How much the transaction has done so far, in entries of logs that it wrote or read: the writers behind it wait.
    var work: Int { logged.count + readCount }
    /// Entries of logs that were looked at.
    var readCount = 0
    /// Whether the answer is kept under an idempotency key, and what of it, where that is not all.
    var keepsAnswer = false
    var keptAnswer: EncodedJSON?
    /// The device whose change is carried out, which the log notes with it.
    var origin: ChangeOrigin?

    init(
        _ writing: any Writing, begun: (any Sendable)? = nil, now: Instant, settings: Settings, services: Services,
        live: Live
    ) {
        let memory = TransactionMemory()
        self.writing = WatchedWriting(writing, memory)
        self.begun = begun
        super.init(self.writing, now: now, settings: settings, services: services, live: live, memory: memory)
    }

    /// The transaction, for writing what has no log.
    public var table: any Writing { writing }

    /// A fresh UUIDv7.
    public func newID<E>() -> ID<E> {
        ID(
            .version7(
                unixMilliseconds: now.microseconds / 1000, random: services.random.next(), low: services.random.next()))
    }

    /// Commits what was written, and answers with the failure.
    public func failAfterCommit(_ failure: Failure) { failureAfterCommit = failure }

    /// Writes a job, to be done soon after the commit.
    public func enqueue(_ kind: JobKind, about subject: UUIDBits) throws {
        var job = Job()
        job.id = newID()
        job.kind = kind
        job.subject = subject
        job.dueAt = now
        job.createdAt = now
        try writing.insert(job)
        hasJobs = true
    }

    // MARK: - Logged writes

    /// Begins a log.
    public func openLog(_ scope: Scope) throws {
        var head = LogHead()
        head.scopeID = scope.id
        head.scopeKind = scope.kind
        head.checksum = scope.kind == .trip ? 0 : nil
        try writing.insert(head)
        heads[scope.id] = head
    }

    /// Keeps others from adding to a log until the transaction ends: what is not there now is made by nobody meanwhile.
    public func hold(_ scope: Scope) throws { heads[scope.id] = try head(of: scope) }

    override func holds(_ scope: UUIDBits) -> Bool { heads[scope] != nil }

    /// The head of a log as this transaction leaves it. Others add nothing to the log until the transaction ends.
    func logHead(_ scope: Scope) throws -> LogHead {
        try hold(scope)
        return try head(of: scope)
    }

    /// Inserts an entity and logs it; sets its times and revision.
    public func add<E: Versioned>(_ entity: inout E, _ type: EventType, in scope: Scope, fingerprint: Bytes? = nil)
        throws
    {
        entity.createdAt = now
        entity.updatedAt = now
        entity.enter(at: try nextRevision(scope))
        try writing.insert(entity)
        try count(entity, in: scope)
        try append(type, .create, of: entity, in: scope, fingerprint: fingerprint)
    }

    /// Writes the masked fields of an entity and logs it; moves its revision and `updated_at`.
    ///
    /// - Parameter isShift: See ``Change/isShift``.
    public func change<E: Versioned>(
        _ entity: inout E, _ mask: FieldMask, _ type: EventType, in scope: Scope, isShift: Bool = false
    ) throws {
        try count(entity, in: scope)
        try touch(&entity, mask, in: scope)
        try count(entity, in: scope)
        try append(type, .update, of: entity, in: scope, isShift: isShift)
    }

    /// Brings a deleted entity back with other fields changed too, and logs that as its making.
    public func restore<E: SoftDeleted>(_ entity: inout E, _ mask: FieldMask, _ type: EventType, in scope: Scope)
        throws
    {
        entity.deletedAt = nil
        try touch(&entity, mask.union(E.fields.mask(named: "deleted_at")), in: scope)
        try count(entity, in: scope)
        try append(type, .create, of: entity, in: scope)
    }

    /// Leaves a tombstone of an entity, and logs its end.
    public func remove<E: SoftDeleted>(_ entity: inout E, _ type: EventType, in scope: Scope) throws {
        entity.deletedAt = now
        try end(&entity, E.fields.mask(named: "deleted_at"), type, in: scope)
    }

    /// Writes the masked fields, by which an entity that stays to be seen has come to its end, and logs that.
    public func end<E: Versioned>(_ entity: inout E, _ mask: FieldMask, _ type: EventType, in scope: Scope) throws {
        try count(entity, in: scope)
        try touch(&entity, mask, in: scope)
        var change = entry(type, .delete, E.schema.name, entity.id.bits, entity.revision, scope)
        change.data = EncodedJSON("{\"id\":\"\(entity.id)\"}")
        try write(change)
    }

    /// Logs something that is no entity's change, such as a gained access; answers its revision, which `data` may show.
    @discardableResult
    public func log(
        _ type: EventType, _ action: ChangeAction, _ entityType: String, _ entityID: UUIDBits, in scope: Scope,
        data: (Int64) throws -> EncodedJSON
    ) throws -> Int64 {
        let revision = try nextRevision(scope)
        var change = entry(type, action, entityType, entityID, revision, scope)
        change.data = try data(revision)
        try write(change)
        return revision
    }

    /// Runs a part of the transaction that stands or falls by itself: if it throws, it has not been.
    func savepoint<R>(_ body: () throws -> R) throws -> R {
        let (heads, moved, loggedCount) = (heads, moved, logged.count)
        let (hasJobs, failure, subject) = (hasJobs, failureAfterCommit, subject)
        do {
            return try writing.savepoint(body)
        } catch {
            (self.heads, self.moved) = (heads, moved)
            logged.removeSubrange(loggedCount...)
            (self.hasJobs, failureAfterCommit, self.subject) = (hasJobs, failure, subject)
            throw error
        }
    }

    /// Writes the heads of the logs that moved, so that this transaction reads them as they are.
    func writeHeads() throws {
        for id in moved {
            if let head = heads[id] {
                try writing.update(head, LogHead.fields.mask(\.head, \.lastAt, \.checksum))
            }
        }
        moved = []
    }

    /// Writes what the transaction has gathered. Called once, at its end.
    func finish() throws {
        try writeHeads()
        try prepareEvents()
    }

    /// Writes what was logged as the events that live peers get, while the transaction can tell who did it.
    private func prepareEvents() throws {
        guard !logged.isEmpty else { return }
        let followed = logged.map { live.isFollowed(Scope(kind: $0.scopeKind, id: $0.scopeID)) }
        let actor = followed.contains(true) && caller != nil ? try callerSummary() : nil
        publication.entries = zip(logged, followed).map { change, isFollowed in
            let event = Event(change: change, actor: change.actor == nil ? nil : actor, epoch: settings.epoch)
            return Publication.Entry(
                scope: Scope(kind: change.scopeKind, id: change.scopeID), revision: change.revision,
                event: isFollowed ? LiveEvent(event) : nil)
        }
    }

    private func write(_ change: Change) throws {
        try writing.insert(change)
        logged.append(change)
    }

    private func touch<E: Versioned>(_ entity: inout E, _ mask: FieldMask, in scope: Scope) throws {
        // A clock that jumped back must not make a change look older than what it changed.
        entity.updatedAt = max(now, Instant(microseconds: entity.updatedAt.microseconds + 1))
        entity.revision = try nextRevision(scope)
        try writing.update(entity, mask.union(E.fields.mask(named: "updated_at", "revision")))
    }

    private func append<E: Versioned>(
        _ type: EventType, _ action: ChangeAction, of entity: E, in scope: Scope, fingerprint: Bytes? = nil,
        isShift: Bool = false
    ) throws {
        var change = entry(type, action, E.schema.name, entity.id.bits, entity.revision, scope)
        change.data = try entity.logged(in: self)
        change.fingerprint = fingerprint
        change.isShift = isShift
        try write(change)
    }

    private func entry(
        _ type: EventType, _ action: ChangeAction, _ entityType: String, _ entityID: UUIDBits, _ revision: Int64,
        _ scope: Scope
    ) -> Change {
        var change = Change()
        change.scopeID = scope.id
        change.scopeKind = scope.kind
        change.revision = revision
        change.type = type
        change.entityType = entityType
        change.entityID = entityID
        change.action = action
        change.actor = caller?.id
        change.at = heads[scope.id]?.lastAt ?? now
        change.clientID = origin?.clientID
        change.clientTimestamp = origin?.clientTimestamp
        return change
    }

    /// Counts an entity into the sum over its trip, or out of it: the same does both. It is counted out as it was before
    /// a change and in as it is after.
    private func count<E: Versioned>(_ entity: E, in scope: Scope) throws {
        guard E.isInChecksum else { return }
        var head = try head(of: scope)
        var sum = TripChecksum(stored: head.checksum ?? 0)
        sum.toggle(entity.id.bits, entity.revision, services.signer)
        head.checksum = sum.stored
        heads[scope.id] = head
        moved.insert(scope.id)
    }

    private func nextRevision(_ scope: Scope) throws -> Int64 {
        var head = try head(of: scope)
        head.head += 1
        head.lastAt = max(now, head.lastAt ?? now)
        heads[scope.id] = head
        moved.insert(scope.id)
        return head.head
    }

    private func head(of scope: Scope) throws -> LogHead {
        if let head = heads[scope.id] { return head }
        guard var head = try writing.lock(LogHead.self, key: [.id(scope.id)]) else {
            throw StorageError.corrupt("\(scope) has no log")
        }
        if scope.kind == .trip, head.checksum == nil {
            head.checksum = try TripChecksum.counted(of: ID(scope.id), in: self).stored
        }
        return head
    }
}
