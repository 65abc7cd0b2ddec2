import CaravanCore
import CaravanInProcess
import CaravanProtocol
import CaravanSQLite
import Foundation
import TestSupport
import Testing

/// Many at once, on a database in a file.
@Suite struct ConcurrencyTests {
    private func onFile<R>(_ body: (TestWorld) async throws -> R) async throws -> R {
        let directory = NSTemporaryDirectory() + "caravan-core-" + UUID().uuidString
        try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: directory) }
        let storage = SQLiteStorage(
            .file(directory + "/caravan.db"), migrations: schemaMigrations,
            options: SQLiteOptions(synchronous: .normal, readers: 3))
        defer { storage.close() }
        return try await body(try TestWorld(storage, settings: .unlimited))
    }

    @Test func manyCreateInOneTrip() async throws {
        try await onFile { world in
            let ann = try world.person("ann")
            let trip = try ann.makeTrip()
            let answers = try await withThrowingTaskGroup(of: JSONValue.self) { group in
                for index in 0..<32 {
                    group.addTask {
                        let order: JSONObject = index % 2 == 0 ? ["order": 0] : [:]
                        return try await ann.call(
                            "destinations.create",
                            order.with([
                                "trip_id": trip, "name": "N\(index)".json, "arrival_date": "2031-05-01",
                                "departure_date": "2031-05-02",
                            ]))
                    }
                }
                return try await group.reduce(into: [JSONValue]()) { $0.append($1) }
            }
            let list = try ann.all("destinations.list", ["trip_id": trip])
            #expect(list.compactMap { $0["order"]?.int } == Array(0..<32))
            #expect(Set(list.compactMap { $0["name"]?.string }).count == 32)
            #expect(Set(answers.compactMap { $0["revision"]?.int }).count == 32)
            try world.expectSoundLogs()
        }
    }

    /// Creates under one id at once are one.
    @Test func oneIDAtOnceIsMadeOnce() async throws {
        try await onFile { world in
            let ann = try world.person("ann")
            let params: JSONObject = [
                "id": RepeatedCreateTests.id, "title": "T", "start_date": "2031-05-01", "end_date": "2031-05-01",
            ]
            let answers = try await withThrowingTaskGroup(of: JSONValue.self) { group in
                for _ in 0..<16 { group.addTask { try await ann.call("trips.create", params) } }
                return try await group.reduce(into: [JSONValue]()) { $0.append($1) }
            }
            #expect(answers.count == 16 && answers.allSatisfy { $0 == answers[0] })
            #expect(try ann.all("trips.changes", ["id": RepeatedCreateTests.id]).count == 1)
            try world.expectSoundLogs()
        }
    }

    /// One name at once is one account; the others are told which field.
    @Test func oneNameAtOnceIsOneAccount() async throws {
        try await onFile { world in
            let failures = await withTaskGroup(of: Failure?.self) { group in
                for index in 0..<12 {
                    let peer = world.peer()
                    let account: JSONObject = [
                        "email": "e\(index)@example.com".json, "username": index % 2 == 0 ? "ann" : "ANN",
                        "password": "correct horse",
                    ]
                    group.addTask { await Self.failure(peer, "auth.register", account) }
                }
                return await group.reduce(into: [Failure?]()) { $0.append($1) }
            }
            #expect(failures.count { $0 == nil } == 1)
            #expect(
                failures.compactMap(\.self).allSatisfy {
                    $0.code == .alreadyExists && $0.errors.map(\.field) == ["username"]
                })
            let users = try world.rows(Query<User>())
            #expect(users.count == 1)
        }
    }

    /// Several that refresh one token at once get one successor.
    @Test func oneRefreshTokenAtOnceHasOneSuccessor() async throws {
        try await onFile { world in
            let first = try world.peer().callNow(
                "auth.register", ["email": "a@example.com", "username": "ann", "password": "correct horse"])
            let refresh = first["refresh"] ?? .null
            let answers = try await withThrowingTaskGroup(of: JSONValue.self) { group in
                for _ in 0..<12 {
                    let peer = world.peer()
                    group.addTask { try await peer.call("auth.refresh", ["refresh": refresh]) }
                }
                return try await group.reduce(into: [JSONValue]()) { $0.append($1) }
            }
            #expect(Set(answers.compactMap { $0["refresh"]?.string }).count == 1)
            #expect(world.peer().code("auth.refresh", ["refresh": answers[0]["refresh"] ?? .null]) == nil)
        }
    }

    /// What a removed member wrote stands before his removal in the log, never behind it.
    @Test(arguments: 1...3) func nobodyWritesAfterHisRemovalsAnswer(seed: UInt64) async throws {
        try await onFile { world in
            let (ann, bob) = (try world.person("ann"), try world.person("bob"))
            let (trip, bobID) = (try ann.makeTrip(), try bob.ownID())
            _ = try ann.callNow("members.add", ["trip_id": trip, "user_id": bobID, "role": "editor"])
            let outcomes = await withTaskGroup(of: FailureCode?.self) { group in
                for index in 0..<24 {
                    group.addTask {
                        await Self.code(bob, "trips.update", ["id": trip, "title": "B\(seed).\(index)".json])
                    }
                    if index == 12 {
                        group.addTask { await Self.code(ann, "members.remove", ["trip_id": trip, "user_id": bobID]) }
                    }
                }
                return await group.reduce(into: [FailureCode?]()) { $0.append($1) }
            }
            #expect(outcomes.allSatisfy { $0 == nil || $0 == .notFound })
            #expect(await Self.code(bob, "trips.update", ["id": trip, "title": "after"]) == .notFound)
            let log = try ann.all("trips.changes", ["id": trip])
            #expect(log.last?["type"] == "member.removed")
            #expect(log.count { $0["actor"]?["id"] == bobID } == outcomes.count { $0 == nil } - 1)
            try world.expectSoundLogs()
        }
    }

    private static func code(_ peer: InProcessClient, _ operation: String, _ params: JSONObject) async -> FailureCode? {
        await failure(peer, operation, params)?.code
    }

    private static func failure(_ peer: InProcessClient, _ operation: String, _ params: JSONObject) async -> Failure? {
        do throws(Failure) {
            _ = try await peer.call(operation, params)
            return nil
        } catch {
            return error
        }
    }
}
