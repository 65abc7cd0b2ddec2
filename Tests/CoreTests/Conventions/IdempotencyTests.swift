import CaravanCore
import CaravanInProcess
import CaravanProtocol
import CaravanSQLite
import Foundation
import TestSupport
import Testing

/// Under one key a user's call is carried out once, and answered alike each time.
@Suite struct IdempotencyTests {
    private static let trip: JSONObject = ["title": "Once", "start_date": "2031-05-01", "end_date": "2031-05-02"]
    private let days30: Int64 = 30 * 24 * 3600

    private func reply(_ world: TestWorld, _ peer: InProcessClient, _ operation: String, _ params: JSONObject) -> Reply
    {
        let call = Call(
            operation, input: CallInput(params: params, pathNames: []), meta: CallMeta(params["_meta"]),
            credential: peer.credential, requestID: "r", transport: "test")
        return world.caravan.performNow(call)
    }

    private func bytes(_ reply: Reply) -> [UInt8]? {
        if case .json(let bytes) = reply.content { bytes } else { nil }
    }

    @Test func theFirstAnswerComesAgainByteForByte() throws {
        let world = try world()
        let ann = try world.person("ann")
        let first = reply(world, ann, "trips.create", Self.trip.keyed("k"))
        #expect(bytes(first) != nil && !first.isReplayed)
        let before = try world.snapshot()
        for _ in 0..<3 {
            let again = reply(world, ann, "trips.create", Self.trip.keyed("k"))
            #expect(again.isReplayed)
            #expect(bytes(again) == bytes(first))
        }
        #expect(try world.snapshot() == before)
        #expect(bytes(reply(world, ann, "trips.create", Self.trip.keyed("K"))) != bytes(first), "keys have a case")
    }

    /// Every operation that takes a key replays, and nothing is done twice.
    @Test(arguments: Catalogue.entries.map(\.descriptor).filter(\.takesIdempotencyKey).map(\.name))
    func everyOperationReplays(operation: String) throws {
        let stage = try Stage()
        try stage.prepare(for: operation)
        let params = try #require(stage.params(operation)).keyed("k")
        let first = reply(stage.world, stage[.owner], operation, params)
        #expect(first.failure == nil)
        let before = try stage.world.snapshot()
        let again = reply(stage.world, stage[.owner], operation, params)
        #expect(again.isReplayed && again.failure == nil)
        #expect(bytes(again) == bytes(first))
        #expect(try stage.world.snapshot() == before)
        #expect(
            reply(stage.world, stage[.owner], operation, params.with(["more": 1])).failure?.code == .idempotencyMismatch
        )
    }

    @Test(arguments: Catalogue.entries.map(\.descriptor).filter { !$0.takesIdempotencyKey }.map(\.name))
    func othersTakeNoNotice(operation: String) throws {
        let stage = try Stage()
        let params = try #require(stage.params(operation)).keyed("a b")
        #expect(stage[.owner].fields(operation, params)?.contains("idempotency_key") != true)
        #expect(try stage.world.rows(Query<IdempotencyRecord>()).isEmpty)
    }

    @Test func theOrderOfMembersDoesNotMatter() throws {
        let world = try world()
        let ann = try world.person("ann")
        let stop: JSONObject = [
            "trip_id": try ann.makeTrip(), "name": "A", "arrival_date": "2031-05-01", "departure_date": "2031-05-02",
        ]
        let first = try ann.callNow("destinations.create", stop.with(["location": ["lat": 1, "lng": 2]]).keyed("k"))
        var turned: JSONObject = ["location": ["lng": 2, "lat": 1]]
        for member in stop.members.reversed() { turned[member.name] = member.value }
        #expect(try ann.callNow("destinations.create", turned.keyed("k")) == first)
        let other = turned.with(["location": ["lng": 1, "lat": 2]])
        #expect(ann.code("destinations.create", other.keyed("k")) == .idempotencyMismatch)
    }

    /// HTTP has the id in its path, JSON-RPC in its params.
    @Test func theWayOfTheCallDoesNotMatter() throws {
        let stage = try Stage()
        let id = try #require(stage.trip.string)
        let first = reply(stage.world, stage[.owner], "trips.plan", (["id": stage.trip] as JSONObject).keyed("k"))
        let call = Call(
            "trips.plan", input: CallInput(path: ["id": id]), meta: CallMeta(idempotencyKey: "k", ifMatch: nil),
            credential: stage[.owner].credential, requestID: "r", transport: "http")
        let again = stage.world.caravan.performNow(call)
        #expect(again.isReplayed && bytes(again) == bytes(first))
    }

    @Test func whatFailedIsTriedAnew() throws {
        let stage = try Stage()
        let params = (["id": stage.trip] as JSONObject).keyed("k")
        #expect(stage[.owner].code("trips.start", params) == .invalidTransition)
        _ = try stage[.owner].callNow("trips.plan", ["id": stage.trip])
        #expect(try stage[.owner].callNow("trips.start", params)["status"] == "active")
        #expect(stage[.owner].code("trips.create", Self.trip.with(["title": ""]).keyed("other")) == .validationFailed)
        #expect(stage[.owner].code("trips.create", Self.trip.keyed("other")) == nil)
    }

    /// What the transaction did is remembered if and only if it was done.
    @Test func aCrashBetweenDoublesNothing() throws {
        let storage = FailingStorage(SQLiteStorage(.memory, migrations: schemaMigrations))
        let world = try TestWorld(storage, settings: .unlimited)
        let ann = try world.person("ann")
        let before = try world.snapshot()
        storage.failNextCommit(.unavailable("crash"))
        #expect(ann.code("trips.create", Self.trip.keyed("k")) == .unavailable)
        #expect(try world.snapshot() == before)
        let first = reply(world, ann, "trips.create", Self.trip.keyed("k"))
        #expect(first.failure == nil && !first.isReplayed)
        #expect(reply(world, ann, "trips.create", Self.trip.keyed("k")).isReplayed)
        #expect(try ann.all("trips.list").count == 1)
    }

    /// A storage that runs transactions side by side tells the second of two at once so.
    @Test func aKeyThatAnotherCallTookMeanwhileIsAConflict() throws {
        let storage = FailingStorage(SQLiteStorage(.memory, migrations: schemaMigrations))
        let world = try TestWorld(storage)
        let ann = try world.person("ann")
        storage.failNextCommit(.duplicate(table: "idempotency_records", columns: ["user_id", "key"]))
        let failure = ann.failure("trips.create", Self.trip.keyed("k"))
        #expect(failure?.code == .conflict && failure?.retryAfterSeconds == 1 && failure?.errors.isEmpty == true)
    }

    @Test func keysArePerUser() throws {
        let world = try world()
        let (ann, bob) = (try world.person("ann"), try world.person("bob"))
        let first = try ann.callNow("trips.create", Self.trip.keyed("k"))
        #expect(try bob.callNow("trips.create", Self.trip.keyed("k"))["id"] != first["id"])
        #expect(try ann.callNow("trips.create", Self.trip.keyed("k")) == first)
    }

    @Test func anotherOperationUnderTheKeyIsAMismatch() throws {
        let stage = try Stage()
        let params = (["id": stage.trip] as JSONObject).keyed("k")
        _ = try stage[.owner].callNow("trips.plan", params)
        #expect(stage[.owner].code("trips.start", params) == .idempotencyMismatch)
        #expect(try stage[.owner].callNow("trips.get", ["id": stage.trip])["status"] == "planned")
        #expect(stage[.owner].code("trips.transfer", params.with(["id": stage.elsewhere.stop])) != .idempotencyMismatch)
    }

    @Test func anAnswerIsKeptFor30Days() throws {
        let world = try world()
        _ = try world.person("ann")
        func again() throws -> JSONValue {
            let ann = world.peer()
            _ = try ann.callNow("auth.login", ["username": "ann", "password": "correct horse"])
            return try ann.callNow("trips.create", Self.trip.keyed("k"))["id"] ?? .null
        }
        let first = try again()
        world.clock.advance(seconds: days30 - 60)
        #expect(try again() == first)
        world.clock.advance(seconds: 60)
        let second = try again()
        #expect(second != first)
        #expect(try again() == second)
        #expect(try world.rows(Query<IdempotencyRecord>()).count == 1)
    }

    @Test func oldAnswersAreForgottenSomeAtATime() throws {
        let world = try world(settings: .unlimited)
        let ann = try world.person("ann")
        for number in 0..<250 { _ = try ann.callNow("trips.create", Self.trip.keyed("old-\(number)")) }
        world.clock.advance(seconds: days30 + 1)
        var left: [Int] = []
        for number in 0..<4 {
            let peer = world.peer()
            _ = try peer.callNow("auth.login", ["username": "ann", "password": "correct horse"])
            _ = try peer.callNow("trips.create", Self.trip.keyed("new-\(number)"))
            left.append(try world.rows(Query<IdempotencyRecord>()).count)
        }
        #expect(left == [151, 52, 3, 4])
    }

    @Test(arguments: ["k", "~!#%|", String(repeating: "x", count: 255)])
    func keysThatAreTaken(_ key: String) throws {
        let ann = try world().person("ann")
        let first = try ann.callNow("trips.create", Self.trip.keyed(key))
        #expect(try ann.callNow("trips.create", Self.trip.keyed(key)) == first)
    }

    @Test(arguments: [
        "", " ", "a b", "a\tb", "a\u{0}", "\u{7F}", "ü", "ключ", "🔑", "a\n", String(repeating: "x", count: 256),
        String(repeating: "x", count: 10_000),
    ])
    func keysThatAreNone(_ key: String) throws {
        let world = try world()
        let ann = try world.person("ann")
        let before = try world.snapshot()
        #expect(ann.code("trips.create", Self.trip.keyed(key)) == .validationFailed)
        #expect(ann.fields("trips.create", Self.trip.keyed(key)) == ["idempotency_key"])
        #expect(try world.snapshot() == before)
        #expect(world.peer().code("trips.create", Self.trip.keyed(key)) == .unauthenticated)
    }

    /// Who was removed sees nothing more, not even what he was told before.
    @Test func theAccessIsCheckedBeforeTheReplay() throws {
        let stage = try Stage()
        let params = try #require(stage.params("destinations.create")).keyed("k")
        let first = try stage[.editor].callNow("destinations.create", params)
        let member: JSONObject = ["trip_id": stage.trip, "user_id": stage.id(.editor)]
        _ = try stage[.owner].callNow("members.update", member.with(["role": "viewer"]))
        #expect(stage[.editor].code("destinations.create", params) == .forbidden)
        _ = try stage[.owner].callNow("members.remove", member)
        #expect(stage[.editor].code("destinations.create", params) == .notFound)
        #expect(
            stage[.editor].code("destinations.create", params.with(["name": "X"])) == .notFound, "no mismatch either")
        _ = try stage[.owner].callNow("members.add", member.with(["role": "editor"]))
        #expect(try stage[.editor].callNow("destinations.create", params) == first)
    }

    @Test func aTransferIsReplayedToWhoeverIsStillThere() throws {
        let stage = try Stage()
        let params = try #require(stage.params("trips.transfer")).keyed("k")
        let first = try stage[.owner].callNow("trips.transfer", params)
        #expect(try stage[.owner].callNow("trips.transfer", params) == first)
        #expect(stage[.owner].code("trips.transfer", params.without("_meta")) == .forbidden)
        let other = params.with(["user_id": stage.id(.viewer)])
        #expect(stage[.owner].code("trips.transfer", other) == .idempotencyMismatch)
        let owner: JSONObject = ["trip_id": stage.trip, "user_id": stage.id(.owner)]
        _ = try stage[.editor].callNow("members.remove", owner)
        #expect(stage[.owner].code("trips.transfer", params) == .notFound)
        _ = try stage[.editor].callNow("trips.update", ["id": stage.trip, "visibility": "public"])
        #expect(stage[.owner].code("trips.transfer", params) == .forbidden)
    }

    @Test func anActivityIsReplayedWhenItsDestinationIsGone() throws {
        let stage = try Stage()
        let params = try #require(stage.params("activities.create")).keyed("k")
        let first = try stage[.owner].callNow("activities.create", params)
        _ = try stage[.owner].callNow("destinations.delete", ["id": stage.stops[0]])
        #expect(try stage[.owner].callNow("activities.create", params) == first)
        #expect(stage[.owner].code("activities.create", params.without("_meta")) == .validationFailed)
    }

    /// On a database in a file, through the asynchronous shell.
    @Test func oneKeyAtOnceIsOneTrip() async throws {
        let directory = NSTemporaryDirectory() + "caravan-keys-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let storage = SQLiteStorage(
            .file(directory + "/caravan.db"), migrations: schemaMigrations,
            options: SQLiteOptions(synchronous: .normal, readers: 3))
        defer { storage.close() }
        let world = try TestWorld(storage, settings: .unlimited)
        let ann = try world.person("ann")
        for round in 0..<8 {
            let answers = try await withThrowingTaskGroup(of: JSONValue.self) { group in
                for _ in 0..<12 { group.addTask { try await ann.call("trips.create", Self.trip.keyed("k\(round)")) } }
                return try await group.reduce(into: [JSONValue]()) { $0.append($1) }
            }
            #expect(answers.count == 12 && answers.allSatisfy { $0 == answers[0] })
            #expect(try ann.all("trips.list").count == round + 1)
        }
        try world.expectSoundLogs()
    }
}
