public import CaravanProtocol
import Synchronization

/// The application: it carries calls through the catalogue.
///
/// decode → verify the token → count against limits → prepare → one transaction { session alive? right? handler } →
/// commit → answer. What fails is answered as a ``Failure``; anything else is an internal fault, logged and blanked.
public final class Caravan: Application {
    public let operations: [OperationDescriptor]
    private let entries: [String: CatalogueEntry]
    private let pathNames: [String: Set<String>]
    /// For peers, which find operations by their names.
    let operationTable: OperationTable
    /// What a condition of a write is checked against, by the write's name.
    private let targets: [String: ConditionTarget]
    let storage: any Storage
    let services: Services
    let settings: Settings
    let limiter: RateLimiter
    private let decoding: DecodingContext
    /// Told when a committed transaction wrote jobs.
    private let onJobs: @Sendable () -> Void
    let live: Live
    let trimming = Mutex(LogTrimming())

    /// Opens the application on a migrated database; the first time, this gives the database its epoch.
    ///
    /// Several applications on one storage need a bus that reaches the others: without one each takes itself for the only
    /// one that writes by it.
    ///
    /// - Parameter onLiveWork: Told when ``attend()`` should be called.
    public init(
        storage: any Storage, services: Services, settings: Settings, onJobs: @escaping @Sendable () -> Void = {},
        onLiveWork: @escaping @Sendable () -> Void = {}
    ) throws {
        self.storage = storage
        self.services = services
        var settings = settings
        settings.epoch = try Self.epoch(of: storage, services)
        self.settings = settings
        self.onJobs = onJobs
        live = Live(server: services.random.next(), services.bus, onWork: onLiveWork)
        limiter = RateLimiter(settings.rateLimits)
        decoding = DecodingContext(zones: services.zones)
        operations = Catalogue.entries.map(\.descriptor)
        entries = Dictionary(uniqueKeysWithValues: Catalogue.entries.map { ($0.descriptor.name, $0) })
        pathNames = entries.mapValues { Set($0.descriptor.route.names) }
        targets = ConditionTarget.all(of: Catalogue.entries)
        operationTable = OperationTable(operations, peerOperations: EventOperations.all)
        live.joinOthers(services.clock)
    }

    private static func epoch(of storage: any Storage, _ services: Services) throws -> String {
        let fresh = Base64URL.encode(services.random.bytes(9))
        return try storage.writeNow { tx in
            if let info = try tx.find(DatabaseInfo.self, key: [.integer(1)]) { return info.epoch }
            var info = DatabaseInfo()
            info.epoch = fresh
            try tx.insert(info)
            return fresh
        }
    }

    public func noteRefusal(_ failure: Failure, operation: String?, transport: String, requestID: String) {
        services.log.completed(
            CallRecord(
                operation: operation ?? "none", transport: transport, requestID: requestID, caller: nil,
                outcome: failure.code.rawValue, milliseconds: 0, cause: failure.cause))
    }

    public func newRequestID() -> String {
        withUnsafeBytes(of: services.random.next()) { Base64URL.encode(Array($0)) }
    }

    public func document(_ kind: DocumentKind) -> [UInt8] { Catalogue.document(kind) }

    /// The version of the product and of its documents.
    public static let version = "0.1.0"

    public func health() async -> [HealthCheck] {
        do {
            let pending = try await storage.read { try $0.find(DatabaseInfo.self, key: [.integer(1)]) == nil }
            return [HealthCheck("db", problem: pending ? "The database is not set up." : nil)]
        } catch {
            services.log.note("health", cause: error)
            return [HealthCheck("db", problem: "The database does not answer.")]
        }
    }

    // MARK: - Calls

    public func perform(_ call: Call) async -> Reply {
        var run = Run(call, now: services.clock.now())
        do {
            var begun = try begin(&run)
            if begun.execution.isSlow {
                let slow = begun.execution
                let preparation = preparation(run)
                begun.execution = try await services.workers.run { try slow.prepared(preparation) }
            }
            repeat {
                let (ready, started) = (begun, run)
                run.result =
                    ready.isRead
                    ? try await storage.read { try self.read(ready, started, $0) }
                    : try await storage.write(
                        { try self.write(ready, started, $0) }, committed: { self.publish($0, started) })
                if ready.isRead { publish(run.result, started) }
            } while run.result.rest != nil
            await run.outcome.settled()
        } catch {
            live.forget(expectedBy: run.call.asker)
            let failed = run
            let isNobodys = run.isUnread ? try? await storage.read { try self.isNobodys(failed, $0) } : false
            run.fail(isNobodys == true ? Failure(.unauthenticated) : error)
        }
        return finish(run)
    }

    public func performNow(_ call: Call) -> Reply {
        var run = Run(call, now: services.clock.now())
        do {
            var begun = try begin(&run)
            if begun.execution.isSlow { begun.execution = try begun.execution.prepared(preparation(run)) }
            repeat {
                run.result =
                    begun.isRead
                    ? try storage.readNow { try self.read(begun, run, $0) }
                    : try storage.writeNow({ try self.write(begun, run, $0) }, committed: { publish($0, run) })
                if begun.isRead { publish(run.result, run) }
            } while run.result.rest != nil
        } catch {
            live.forget(expectedBy: run.call.asker)
            let isNobodys = run.isUnread ? try? storage.readNow { try self.isNobodys(run, $0) } : false
            run.fail(isNobodys == true ? Failure(.unauthenticated) : error)
        }
        return finish(run)
    }

    public func performIfBrief(_ call: Call) -> Reply? {
        var run = Run(call, now: services.clock.now())
        // What cannot be read is refused on the usual way.
        guard entries[call.operation]?.descriptor.effect.isRead == true, let begun = try? begin(&run),
            begun.execution.isBrief
        else { return nil }
        do {
            run.result = try storage.readNow { try self.read(begun, run, $0, isBrief: true) }
            publish(run.result, run)
        } catch is LongRead {
            return nil
        } catch {
            run.fail(error)
        }
        return finish(run)
    }

    /// Tells live peers what was done. On the thread that committed, in the order of the commits.
    private func publish(_ result: Run.Result, _ run: Run) {
        live.publish(result.publication, asker: run.call.asker, outcome: run.outcome, now: services.clock.now())
    }

    private func preparation(_ run: Run) -> Preparation {
        Preparation(
            services: services, storage: storage, settings: settings, credential: run.identity, now: run.start,
            limiter: limiter, live: live)
    }

    private func begin(_ run: inout Run) throws(Failure) -> BegunCall {
        let call = run.call
        guard let entry = entries[call.operation] else { throw Failure(.notFound, "There is no such operation.") }
        identify(&run)
        if entry.descriptor.needsSession, run.identity == .none { throw Failure(.unauthenticated) }
        if let kind = entry.limit {
            // Calls about accounts count by address: whoever guesses passwords has as many accounts as he likes.
            let (user, network) = (run.user?.description, call.address.map(ClientNetwork.key))
            let key = (kind == .auth ? network ?? user : user ?? network) ?? ""
            let counted = limiter.count(kind, by: key, now: run.start)
            run.rateLimit = counted?.state
            if let failure = counted?.failure { throw failure }
        }
        run.isUnread = entry.descriptor.needsSession
        let begun = try read(call, of: entry)
        run.isUnread = false
        return begun
    }

    /// Reads what the call says: input, key and condition.
    private func read(_ call: Call, of entry: CatalogueEntry) throws(Failure) -> BegunCall {
        if let fault = call.input.fault { throw fault }
        try call.meta.check()
        var input = call.input
        input.pathNames = pathNames[call.operation] ?? []
        var begun = BegunCall(execution: try entry.begin(input, decoding), isRead: entry.descriptor.effect.isRead)
        if entry.descriptor.takesIdempotencyKey, let key = try call.meta.idempotencyKey() {
            begun.key = IdempotencyKey(key, of: call.operation, input, services.signer)
        }
        if entry.descriptor.takesCondition, let precondition = try call.meta.precondition() {
            begun.condition = WriteCondition(
                precondition, resource: try targets[call.operation]?.begin(input, decoding))
        }
        return begun
    }

    /// Whether nobody has the session that the call shows. Who has none learns nothing about his input.
    private func isNobodys(_ run: Run, _ tx: any Reading) throws -> Bool {
        let context = Context(tx, now: run.start, settings: settings, services: services, live: live)
        return try context.caller(for: run.identity, subject: run.subject) == nil
    }

    /// Finds what the call's credential proves without the database, and by whom it counts.
    private func identify(_ run: inout Run) {
        (run.identity, run.subject) = identity(of: run.call.credential, now: run.start)
        run.user = run.subject
        if case .session(let bits) = run.call.credential { run.user = bits }
        if case .user(let bits) = run.call.credential { run.user = bits }
    }

    /// What a credential proves without the database: a token becomes its session, with its user as the subject.
    func identity(of credential: Credential, now: Instant) -> (identity: Credential, subject: UUIDBits?) {
        switch credential {
        case .none: return (.none, nil)
        case .bearer(let token):
            guard let claims = services.signer.verify(token, now: now) else { return (.none, nil) }
            return (.session(claims.session), claims.user)
        case .session, .user: return (credential, nil)
        }
    }

    private func read(_ begun: BegunCall, _ run: Run, _ tx: any Reading, isBrief: Bool = false) throws -> Run.Result {
        let context = context(tx)
        context.isBrief = isBrief
        // Before the transaction sees anything.
        if begun.execution.isPull { context.moment = live.moment(others: tx.othersMark()) }
        context.caller = try context.caller(for: run.identity, subject: run.subject)
        let reply = try begun.execution.run(in: context)
        return Run.Result(reply: reply, caller: context.caller?.id, publication: context.publication)
    }

    private func write(_ begun: BegunCall, _ run: Run, _ tx: any Writing) throws -> Run.Result {
        let context = WriteContext(
            tx, begun: run.result.rest, now: services.clock.now(), settings: settings, services: services, live: live)
        context.caller = try context.caller(for: run.identity, subject: run.subject)
        var reply = try begun.run(in: context)
        try context.finish()
        live.expect(context.publication, by: run.call.asker)
        if let failure = context.failureAfterCommit { reply = Reply(.failure(failure)) }
        return Run.Result(
            reply: reply, caller: context.caller?.id, hasJobs: context.hasJobs || run.result.hasJobs,
            publication: context.publication, rest: context.rest)
    }

    private func finish(_ run: Run) -> Reply {
        if run.result.hasJobs { onJobs() }
        services.log.completed(run.record(end: services.clock.now()))
        var reply = run.result.reply
        reply.rateLimit = run.rateLimit
        run.outcome.finish(&reply)
        return reply
    }
}
