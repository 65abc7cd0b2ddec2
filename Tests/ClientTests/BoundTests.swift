import CaravanCore
import CaravanProtocol
import CaravanSQLite
import Synchronization
import TestSupport
import Testing

@testable import CaravanClient

@Suite("The bounds of a replica, and what is beside the usual way")
struct BoundTests {
    private let a = UUIDBits.n(1), b = UUIDBits.n(2)

    @Test("an edit that is too large, and one too many, are refused at once")
    func edits() throws {
        var options = ReplicaOptions()
        options.queueMax = 2
        options.dataBytesMax = 100
        let device = try Device.with(a, b, options: options)
        #expect(throws: ReplicaFault.tooLarge(bytesMax: 100)) {
            try device.edit(.update, .trip, a, ["title": .string(String(repeating: "x", count: 100))])
        }
        try device.edit(.update, .trip, a, ["title": "x"])
        try device.edit(.update, .trip, b, ["title": "x"])
        #expect(throws: ReplicaFault.queueIsFull) { try device.edit(.update, .destination, a.sibling, ["name": "x"]) }
        // One that folds needs no room.
        try device.edit(.update, .trip, b, ["title": "y"])
        #expect(try device.replica.queue().count == 2)
    }

    @Test("a push stays below its bytes")
    func bytes() throws {
        var options = ReplicaOptions()
        options.batchBytesMax = 50
        let device = try Device.with(a, b, options: options)
        for trip in [a, b] {
            try device.edit(.update, .trip, trip, ["title": .string(String(repeating: "x", count: 60))])
        }
        #expect(try device.next(.push).numbers == [1])
    }

    @Test("of too many conflicts the oldest is forgotten here")
    func conflicts() throws {
        var options = ReplicaOptions()
        options.conflictsMax = 1
        let device = try Device.with(a, b, options: options)
        for (place, trip) in [a, b].enumerated() {
            try device.edit(.update, .trip, trip, ["title": "x"])
            let push = try device.next(.push)
            try device.answer(push, push.answer(.conflict(.n(90 + UInt64(place)))))
        }
        #expect(try device.replica.conflicts().map(\.id.bits) == [.n(91)])
    }

    @Test(
        "a pull that is refused within a push leaves the receipts their worth, and all is pulled anew",
        arguments: ["resync_required", "malformed"])
    func refusedWithin(_ code: String) throws {
        let device = try Device.with(a)
        try device.edit(.update, .trip, a, ["title": "x"])
        let push = try device.next(.push)
        var answer = push.answer(.applied(), pull: nil).object ?? [:]
        answer["pull"] = ["code": .string(code), "status": 410]
        try device.answer(push, .object(answer))
        #expect(try device.replica.queue().map(\.status) == [.synced])
        #expect(try device.next(.pull).params["cursor"] == nil)
    }

    @Test("two processes with one database: a number is one change, and an old page is asked for again")
    func twoProcesses() throws {
        let device = try Device.with(a)
        let other = try Replica(device.storage, random: SeededRandom(seed: 9))
        other.flight.withLock { $0.wantsStatus = false }
        try device.edit(.update, .trip, a, ["title": "x"])
        let first = try device.next(.push)
        let second = try #require(try other.nextRequest(now: device.now))
        #expect(first.params["changes"] == second.params["changes"])
        var page = Told()
        page.add(.trip(a, 5, ["title": "newest"]))
        page.cursor = "c5"
        try other.received(second.answer(.applied(5), pull: page), for: second, now: device.now)
        page = Told()
        page.add(.trip(a, 4, ["title": "older"]))
        page.cursor = "c4"
        try device.answer(first, first.answer(.applied(5), pull: page))
        #expect(try device.replica.trips().map(\.entity.title) == ["newest"])
        #expect(try device.next(.pull).params["cursor"] == "c5")
    }

    @Test("typed drafts and changes")
    func typed() throws {
        let device = try Device()
        var draft = Partial<Trip>()
        draft.set(\.title, "Portugal")
        draft.set(\.startDate, try #require(LocalDate(parsing: "2031-05-01")))
        draft.set(\.endDate, try #require(LocalDate(parsing: "2031-05-09")))
        let id = try device.replica.create(draft, now: device.now)
        var change = Partial<Trip>()
        change.set(\.title, "Algarve")
        try device.replica.edit(.update(id, change), now: device.now)
        #expect(try device.replica.trip(id)?.trip.entity.title == "Algarve")
        let push = try device.next(.push)
        #expect(push.changes.count == 1 && push.changes[0]["data"]?["id"] == nil)
        #expect(push.changes[0]["data"]?["end_date"] == "2031-05-09")
        try device.replica.edit(.delete(id), now: device.now)
        #expect(try device.replica.trips().isEmpty)
    }
}
