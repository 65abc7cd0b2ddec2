import CaravanCore
import CaravanProtocol
import CaravanSQLite
import Synchronization
import TestSupport
import Testing

@testable import CaravanClient

/// A replica with a clock of its own, and answers made by hand in the shapes of WIRE.md section 5.
final class Device {
    let storage: SQLiteStorage
    private(set) var replica: Replica
    var now = Instant(microseconds: 1_924_992_000_000_000)
    private let options: ReplicaOptions
    private let random: SeededRandom

    init(_ location: SQLiteLocation = .memory, seed: UInt64 = 1, options: ReplicaOptions = ReplicaOptions()) throws {
        self.options = options
        random = SeededRandom(seed: seed)
        storage = ClientDatabase.sqlite(location)
        replica = try Replica(storage, random: random, options: options)
        try restart()
    }

    /// The process ends and another one opens the same database.
    ///
    /// - Parameter asksStatus: Whether it asks first how it stands, as replicas do.
    func restart(asksStatus: Bool = false) throws {
        replica = try Replica(storage, random: random, options: options)
        replica.flight.withLock { $0.wantsStatus = asksStatus }
    }

    func wait(seconds: Int64) { now = now.adding(seconds: seconds) }

    func next() throws -> SyncRequest? { try replica.nextRequest(now: now) }

    /// The next call, which must be of that kind.
    func next(_ kind: SyncRequest.Kind, _ location: SourceLocation = #_sourceLocation) throws -> SyncRequest {
        let request = try #require(try next(), sourceLocation: location)
        #expect(request.kind == kind, sourceLocation: location)
        return request
    }

    func answer(_ request: SyncRequest, _ answer: JSONValue) throws {
        try replica.received(answer, for: request, now: now)
    }

    func fail(_ request: SyncRequest, _ failure: SyncFailure) throws {
        try replica.failed(failure, for: request, now: now)
    }

    func refuse(_ request: SyncRequest, _ code: FailureCode, retryAfterSeconds: Int? = nil) throws {
        try fail(request, .refused(Failure(code, retryAfterSeconds: retryAfterSeconds)))
    }

    @discardableResult
    func edit(
        _ action: ChangeAction, _ kind: EntityKind, _ id: UUIDBits, _ data: JSONObject = [:]
    ) throws -> QueueEntry? {
        wait(seconds: 1)
        return try replica.edit(LocalEdit(action, kind, id, data), now: now)
    }

    /// Pulls a page that tells these.
    func pull(_ page: Told) throws {
        replica.pullSoon()
        try answer(try next(.pull), page.json)
    }

    /// A replica that has pulled the trips, each with a destination.
    static func with(_ trips: UUIDBits..., options: ReplicaOptions = ReplicaOptions()) throws -> Device {
        let device = try Device(options: options)
        var page = Told()
        for trip in trips { page.add(.trip(trip)) }
        for trip in trips { page.add(.destination(trip.sibling, in: trip)) }
        try device.pull(page)
        return device
    }
}

extension UUIDBits {
    /// An id of a test.
    static func n(_ number: UInt64) -> UUIDBits { UUIDBits(high: 1, low: number) }
    /// The destination that ``Device/with(_:options:)`` puts into a trip.
    var sibling: UUIDBits { UUIDBits(high: 2, low: low) }
    var json: JSONValue { .string(description) }
}

extension SyncRequest {
    var changes: [JSONValue] { params["changes"]?.array ?? [] }
    var ids: [String] { changes.compactMap { $0["entity_id"]?.string } }
}
