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

    init(_ writing: any Writing, now: Instant, settings: Settings, services: Services, live: Live) {
        self.writing = writing
        super.init(writing, now: now, settings: settings, services: services, live: live)
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
        try writing.insert(head)
        heads[scope.id] = head
    }

    /// Keeps others from adding to a log until the transaction ends: what is not there now is made by nobody meanwhile.
    public func hold(_ scope: Scope) throws { heads[scope.id] = try head(of: scope) }

    /// Inserts an entity and logs it; sets its times and revision.
    public func add<E: Versioned>(_ entity: inout E, _ type: EventType, in scope: Scope, fingerprint: Bytes? = nil)
        throws
    {
        entity.createdAt = now
        entity.updatedAt = now
        entity.enter(at: try nextRevision(scope))
        try writing.insert(entity)
        try append(type, .create, of: entity, in: scope, fingerprint: fingerprint)
    }

    /// Writes the masked fields of an entity and logs it; moves its revision and `updated_at`.
    public func change<E: Versioned>(_ entity: inout E, _ mask: FieldMask, _ type: EventType, in scope: Scope) throws {
        try touch(&entity, mask, in: scope)
        try append(type, .update, of: entity, in: scope)
    }

    /// Leaves a tombstone of an entity, and logs its end.
    public func remove<E: SoftDeleted>(_ entity: inout E, _ type: EventType, in scope: Scope) throws {
        entity.deletedAt = now
        try end(&entity, E.fields.mask(named: "deleted_at"), type, in: scope)
    }

    /// Writes the masked fields, by which an entity that stays to be seen has come to its end, and logs that.
    public func end<E: Versioned>(_ entity: inout E, _ mask: FieldMask, _ type: EventType, in scope: Scope) throws {
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

    /// Writes the heads of the logs that moved. Called once, at the end of the transaction.
    func finish() throws {
        for id in moved {
            if let head = heads[id] { try writing.update(head, LogHead.fields.mask(\.head)) }
        }
        moved = []
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
        _ type: EventType, _ action: ChangeAction, of entity: E, in scope: Scope, fingerprint: Bytes? = nil
    ) throws {
        var change = entry(type, action, E.schema.name, entity.id.bits, entity.revision, scope)
        change.data = try entity.logged(in: self)
        change.fingerprint = fingerprint
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
        change.at = now
        return change
    }

    private func nextRevision(_ scope: Scope) throws -> Int64 {
        var head = try head(of: scope)
        head.head += 1
        heads[scope.id] = head
        moved.insert(scope.id)
        return head.head
    }

    private func head(of scope: Scope) throws -> LogHead {
        guard let head = try heads[scope.id] ?? writing.lock(LogHead.self, key: [.id(scope.id)]) else {
            throw StorageError.corrupt("\(scope) has no log")
        }
        return head
    }
}
