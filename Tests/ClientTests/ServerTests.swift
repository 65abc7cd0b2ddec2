import CaravanCore
import CaravanInProcess
import CaravanProtocol
import CaravanSQLite
import TestSupport
import Testing

@testable import CaravanClient

@Suite("Replicas and the real server")
struct ServerTests {
    private let storage = MemoryStorage()
    private let world: TestWorld
    private let ann: Traveller
    private let ben: Traveller

    init() throws {
        world = try TestWorld(storage)
        ann = try Traveller("ann", world, seed: 1)
        ben = try Traveller("ben", world, seed: 2)
    }

    @Test("what is made offline arrives whole, and what both change apart is merged")
    func merged() throws {
        let trip = try ann.createTrip()
        let stop = try ann.createStop(trip)
        let activity = try ann.create(
            .activity, ["destination_id": stop.json, "title": "swim", "activity_type": "other"])
        _ = try ann.create(.message, ["trip_id": trip.json, "content": "hello"])
        try ann.edit(.update, .trip, trip, ["description": "by train"])
        try ann.sync()
        #expect(try ann.replica.quarantine().map(\.lastError) == [])
        #expect(try ann.replica.queue().isEmpty)
        try ann.add(ben, to: trip)
        try ben.sync()
        let seen = try #require(try ben.replica.trip(.init(trip)))
        #expect(seen.trip.entity.description == "by train")
        #expect(seen.activities.map(\.id.bits) == [activity])
        #expect(seen.messages.first?.json["sender"]?["username"] == "ann")
        #expect(seen.members.count == 2 && seen.role == .editor)

        try ann.sync()
        try ann.edit(.update, .destination, stop, ["name": "Faro"])
        try ben.edit(.update, .destination, stop, ["description": "sea"])
        for one in [ann, ben, ann] { try one.sync() }
        for one in [ann, ben] {
            let destination = try #require(try one.replica.trip(.init(trip))?.destinations.first?.entity)
            #expect(destination.name == "Faro" && destination.description == "sea")
            #expect(try one.replica.metadata().healedCount == 0)
        }
        #expect(try ann.held() == ben.held())
    }

    @Test("what both change alike is a conflict, which one of them decides")
    func conflict() throws {
        let trip = try ann.createTrip()
        try ann.sync()
        try ann.add(ben, to: trip)
        for one in [ann, ben] { try one.sync() }
        try ann.edit(.update, .trip, trip, ["title": "Ann's"])
        try ben.edit(.update, .trip, trip, ["title": "Ben's"])
        try ann.sync()
        try ben.sync()
        #expect(try ben.replica.trips().map(\.entity.title) == ["Ann's"])
        let conflict = try #require(try ben.replica.conflicts().first)
        #expect(conflict.clientData["title"] == "Ben's" && conflict.serverData["title"] == "Ann's")
        try ben.replica.resolve(conflict.id, .clientWins, now: ben.now)
        try ben.sync()
        try ann.sync()
        #expect(try ben.replica.conflicts().isEmpty)
        #expect(try ann.replica.trips().map(\.entity.title) == ["Ben's"])
    }

    @Test("the unsent work of a member who was removed is kept, and his other trips go on")
    func removed() throws {
        let trip = try ann.createTrip()
        let own = try ben.createTrip("mine")
        for one in [ann, ben] { try one.sync() }
        try ann.add(ben, to: trip)
        try ben.sync()
        let stop = try ben.createStop(trip)
        _ = try ann.peer.callNow("members.remove", ["trip_id": trip.json, "user_id": .string(ben.userID)])
        try ben.edit(.update, .trip, own, ["title": "still mine"])
        try ben.sync()
        #expect(try ben.replica.trips().map(\.entity.title) == ["still mine"])
        #expect(try ben.replica.quarantine().map(\.entityID) == [stop])
        #expect(try ben.replica.queue().isEmpty)
        // Let in again, he sends it after all.
        try ann.add(ben, to: trip)
        try ben.sync()
        try ben.replica.retry(try #require(try ben.replica.quarantine().first).id, now: ben.now)
        try ben.sync()
        try ann.sync()
        #expect(try ann.replica.trip(.init(trip))?.destinations.map(\.id.bits) == [stop])
    }

    @Test("whichever answer is lost, everything is done once")
    func lostAnswers() throws {
        for lost in 1...12 {
            let one = try Traveller("carl\(lost)", world, seed: UInt64(lost), batchMax: 2)
            one.losesAnswer = { $0 == lost || $0 == lost + 1 }
            let trip = try one.createTrip()
            let stops = try (0..<3).map { try one.createStop(trip, "stop \($0)") }
            _ = try one.create(.message, ["trip_id": trip.json, "content": "hello"])
            try one.sync()
            try one.edit(.update, .destination, stops[0], ["name": "first"])
            try one.edit(.delete, .destination, stops[1])
            try one.sync()
            #expect(try one.replica.quarantine().isEmpty && one.replica.conflicts().isEmpty, "lost \(lost)")
            let listed = try one.peer.callNow("destinations.list", ["trip_id": trip.json])["results"]?.array ?? []
            #expect(listed.map { $0["name"]?.string } == ["first", "stop 2"], "lost \(lost)")
            let history = try one.peer.callNow("chat.history", ["trip_id": trip.json])["results"]?.array
            #expect(history?.count == 1, "lost \(lost)")
            #expect(try one.replica.trip(.init(trip))?.destinations.map(\.entity.name) == ["first", "stop 2"])
            #expect(try one.replica.metadata().healedCount == 0)
        }
    }

    @Test("after a restore the replica pulls anew and sends what the server lost of it")
    func restore() throws {
        let trip = try ann.createTrip()
        try ann.sync()
        try ann.edit(.update, .trip, trip, ["title": "offline"])
        try storage.writeNow { table in
            guard var info = try table.select(Query<DatabaseInfo>()).first else { return }
            info.epoch = "another"
            try table.update(info, DatabaseInfo.fields.mask(\.epoch))
        }
        let restored = try TestWorld(storage)
        let again = restored.peer()
        _ = try again.callNow("auth.login", ["username": "ann", "password": "correct horse"])
        ann.peer = again
        try ann.sync()
        #expect(try again.callNow("trips.get", ["id": trip.json])["title"] == "offline")
        #expect(try ann.replica.isCaughtUp())
        #expect(try ann.replica.trips().map(\.entity.title) == ["offline"])
    }

    @Test("however they edit and whatever is lost, they end alike", arguments: 1...25 as ClosedRange<UInt64>)
    func converge(_ seed: UInt64) throws {
        let random = SeededRandom(seed: seed)
        let all = try (0..<3).map { try Traveller("person\($0)", world, seed: seed * 10 + UInt64($0), batchMax: 3) }
        let trip = try all[0].createTrip()
        try all[0].sync()
        for other in all.dropFirst() { try all[0].add(other, to: trip) }
        for one in all { one.losesAnswer = { _ in random.next() % 5 == 0 } }
        var said = 0
        for _ in 0..<60 {
            let one = all[Int(random.next() % 3)]
            switch random.next() % 4 {
            case 0: for _ in 0..<(random.next() % 4) { _ = try one.step() }
            case 1: one.replica.pullSoon()
            default: if try edit(one, trip, random) { said += 1 }
            }
        }
        for one in all { one.losesAnswer = { _ in false } }
        for _ in 0..<2 { for one in all { try one.sync() } }
        for one in all {
            // Nothing stands against a message: each that was said is there, once.
            #expect(try one.replica.served(.message).count == said, "seed \(seed)")
            #expect(try one.replica.queue().isEmpty, "seed \(seed)")
            #expect(try one.held() == all[0].held(), "seed \(seed)")
            #expect(try one.replica.metadata().healedCount == 0, "seed \(seed)")
            #expect(try one.replica.isCaughtUp(), "seed \(seed)")
        }
    }

    /// Whether it said something.
    private func edit(_ one: Traveller, _ trip: UUIDBits, _ random: SeededRandom) throws -> Bool {
        guard let seen = try one.replica.trip(.init(trip)) else { return false }
        let number = random.next()
        let stop = seen.destinations.isEmpty ? nil : seen.destinations[Int(number % UInt64(seen.destinations.count))]
        switch (random.next() % 8, stop) {
        case (0, _): try one.edit(.update, .trip, trip, ["title": .string("t\(number % 100)")])
        case (1, _):
            _ = try one.create(.message, ["trip_id": trip.json, "content": "hi"])
            return true
        case (2, let stop?): try one.edit(.delete, .destination, stop.id.bits)
        case (3, let stop?), (4, let stop?):
            _ = try one.create(
                .activity, ["destination_id": stop.id.bits.json, "title": "do", "activity_type": "other"])
        case (5, let stop?):
            try one.edit(.update, .destination, stop.id.bits, ["name": .string("n\(number % 100)")])
        default: _ = try one.createStop(trip)
        }
        return false
    }
}
