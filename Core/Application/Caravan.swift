public import CaravanProtocol

/// The application: it carries calls through the catalogue.
///
/// decode → verify the token → count against limits → prepare → one transaction { session alive? right? handler } →
/// commit → answer. What fails is answered as a ``Failure``; anything else is an internal fault, logged and blanked.
public final class Caravan: Application {
    public let operations: [OperationDescriptor]
    private let entries: [String: CatalogueEntry]
    private let pathNames: [String: Set<String>]
    let storage: any Storage
    let services: Services
    let settings: Settings
    let limiter: RateLimiter
    private let decoding: DecodingContext
    /// Told when a committed transaction wrote jobs.
    private let onJobs: @Sendable () -> Void

    /// Opens the application on a migrated database; the first time, this gives the database its epoch.
    public init(
        storage: any Storage, services: Services, settings: Settings, onJobs: @escaping @Sendable () -> Void = {}
    ) throws {
        self.storage = storage
        self.services = services
        var settings = settings
        settings.epoch = try Self.epoch(of: storage, services)
        self.settings = settings
        self.onJobs = onJobs
        limiter = RateLimiter(settings.rateLimits)
        decoding = DecodingContext(zones: services.zones)
        operations = Catalogue.entries.map(\.descriptor)
        entries = Dictionary(uniqueKeysWithValues: Catalogue.entries.map { ($0.descriptor.name, $0) })
        pathNames = entries.mapValues { Set($0.descriptor.route.names) }
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
            var (entry, execution) = try begin(&run)
            if execution.isSlow {
                let slow = execution
                let preparation = preparation(run)
                execution = try await services.workers.run { try slow.prepared(preparation) }
            }
            let ready = execution
            let started = run
            run.result =
                entry.descriptor.effect.isRead
                ? try await storage.read { try self.read(ready, started, $0) }
                : try await storage.write { try self.write(ready, started, $0) }
        } catch {
            run.fail(error)
        }
        return finish(run)
    }

    public func performNow(_ call: Call) -> Reply {
        var run = Run(call, now: services.clock.now())
        do {
            var (entry, execution) = try begin(&run)
            if execution.isSlow { execution = try execution.prepared(preparation(run)) }
            run.result =
                entry.descriptor.effect.isRead
                ? try storage.readNow { try self.read(execution, run, $0) }
                : try storage.writeNow { try self.write(execution, run, $0) }
        } catch {
            run.fail(error)
        }
        return finish(run)
    }

    private func preparation(_ run: Run) -> Preparation {
        Preparation(
            services: services, storage: storage, settings: settings, credential: run.identity, now: run.start,
            limiter: limiter)
    }

    private func begin(_ run: inout Run) throws(Failure) -> (CatalogueEntry, any AnyExecution) {
        let call = run.call
        guard let entry = entries[call.operation] else { throw Failure(.notFound, "There is no such operation.") }
        identify(&run)
        if entry.descriptor.needsSession, run.identity == .none { throw Failure(.unauthenticated) }
        if let kind = entry.limit {
            // Calls about accounts count by address: whoever guesses passwords has as many accounts as he likes.
            let user = run.user?.description
            try limiter.count(
                kind, by: (kind == .auth ? call.address ?? user : user ?? call.address) ?? "", now: run.start)
        }
        var input = call.input
        input.pathNames = pathNames[call.operation] ?? []
        return (entry, try entry.begin(input, decoding))
    }

    /// Finds what the credential proves without the database. A token becomes its session.
    private func identify(_ run: inout Run) {
        switch run.call.credential {
        case .none: return
        case .bearer(let token):
            guard let claims = services.signer.verify(token, now: run.start) else { return }
            run.identity = .session(claims.session)
            run.subject = claims.user
            run.user = claims.user
        case .session(let bits), .user(let bits):
            run.identity = run.call.credential
            run.user = bits
        }
    }

    private func read(_ execution: any AnyExecution, _ run: Run, _ tx: any Reading) throws -> Run.Result {
        let context = Context(tx, now: services.clock.now(), settings: settings, services: services)
        context.caller = try context.caller(for: run.identity, subject: run.subject)
        return Run.Result(reply: try execution.run(in: context), caller: context.caller?.id)
    }

    private func write(_ execution: any AnyExecution, _ run: Run, _ tx: any Writing) throws -> Run.Result {
        let context = WriteContext(tx, now: services.clock.now(), settings: settings, services: services)
        context.caller = try context.caller(for: run.identity, subject: run.subject)
        var reply = try execution.run(in: context)
        try context.finish()
        if let failure = context.failureAfterCommit { reply = Reply(.failure(failure)) }
        return Run.Result(reply: reply, caller: context.caller?.id, hasJobs: context.hasJobs)
    }

    private func finish(_ run: Run) -> Reply {
        if run.result.hasJobs { onJobs() }
        services.log.completed(run.record(end: services.clock.now()))
        return run.result.reply
    }
}
