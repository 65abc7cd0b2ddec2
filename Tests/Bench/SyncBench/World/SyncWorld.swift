import BenchSupport
import CaravanCore
import CaravanMigrations
import CaravanProtocol
import CaravanSQLite
import CaravanSystem
import TestSupport

/// The application in this process, on a database in a file with trips of 1,000 entities each: the trip, 49 destinations,
/// 600 activities and 350 messages.
final class SyncWorld {
    static let entitiesPerTrip = 1_000
    private static let (stops, activities, messages) = (49, 600, 350)
    let path: String
    let trips: [UUIDBits]
    let caravan: Caravan
    private let storage: SQLiteStorage
    private let user: UUIDBits

    init(_ folder: String, trips count: Int) throws {
        path = folder + "/caravan.db"
        storage = SQLiteStorage(.file(path), migrations: Migrations.sqlite)
        try storage.migrate()
        var settings = Settings()
        settings.rateLimits = .off
        caravan = try Caravan(
            storage: storage,
            services: Services(
                clock: SystemClock(), random: SystemRandom(), zones: SystemZoneDatabase(), hasher: FastHasher(),
                signer: TestSigner(), mailer: RecordingMailer(), workers: InlineWorkers(), log: SilentLog()),
            settings: settings)
        user = try caravan.operatorsUser("traveller@example.com").bits
        var drafts = Drafts()
        let made = (0..<count).map { _ in drafts.id() }
        trips = made
        Progress.say("making \(count * Self.entitiesPerTrip) entities")
        for trip in made {
            var changes = [drafts.trip(trip)]
            let stops = (0..<Self.stops).map { _ in drafts.id() }
            for stop in stops { changes.append(drafts.destination(stop, in: trip)) }
            for number in 0..<Self.activities {
                changes.append(drafts.activity(drafts.id(), at: stops[number % stops.count]))
            }
            for _ in 0..<Self.messages { changes.append(drafts.message(drafts.id(), in: trip)) }
            _ = try Self.revisions(push(bytes: Drafts.push("filler", changes)))
        }
    }

    /// Calls an operation as the traveller; answers the JSON.
    func call(_ operation: String, _ body: JSONObject) throws -> [UInt8] {
        let reply = caravan.performNow(
            Call(
                operation, input: CallInput(body: body), credential: .user(user), requestID: "bench",
                transport: "bench"))
        if let failure = reply.failure { throw BenchError("\(operation): \(failure)") }
        guard case .json(let bytes) = reply.content else { throw BenchError("\(operation) answers nothing") }
        return bytes
    }

    /// The revisions that the receipts of a push say.
    static func revisions(_ bytes: [UInt8]) throws -> [Int64] {
        guard case .array(let receipts)? = try JSONReader.parse(bytes)["receipts"] else {
            throw BenchError("no receipts")
        }
        return try receipts.map { receipt in
            guard case .string("applied")? = receipt["outcome"], case .number(let revision)? = receipt["revision"],
                let number = revision.int64
            else { throw BenchError("a change was not applied: \(receipt)") }
            return number
        }
    }

    /// Reads the body, as a transport does, and pushes it; answers the JSON.
    func push(bytes: [UInt8]) throws -> [UInt8] {
        guard case .object(let body) = try JSONReader.parse(bytes) else { throw BenchError("no object") }
        return try call("sync.push", body)
    }

    func close() { storage.close() }
}
