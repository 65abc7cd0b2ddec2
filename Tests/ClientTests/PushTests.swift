import CaravanCore
import CaravanProtocol
import Testing

@testable import CaravanClient

@Suite("Pushes, their numbers and their receipts")
struct PushTests {
    private let a = UUIDBits.n(1), b = UUIDBits.n(2), c = UUIDBits.n(3)

    @Test("batches are bounded, in order, and numbered up")
    func batches() throws {
        var options = ReplicaOptions()
        options.batchMax = 2
        let device = try Device.with(a, b, c, options: options)
        for trip in [b, a, c] { try device.edit(.update, .trip, trip, ["title": "x"]) }
        let first = try device.next(.push)
        #expect(first.ids == [b, a].map(\.description))
        #expect(first.numbers == [1, 2])
        #expect(first.params["pull"]?["cursor"] == "c1")
        #expect(first.params["epoch"] == "e1")
        #expect(first.changes.allSatisfy { $0["base_revision"] == 1 })
        #expect(try device.next() == nil)
        try device.answer(first, first.answer(.applied()))
        #expect(try device.next(.push).numbers == [3])
    }

    @Test("an unanswered push goes again as it was, whatever was edited meanwhile and however often the process ends")
    func replay() throws {
        let device = try Device.with(a)
        try device.edit(.update, .trip, a, ["title": "x"])
        let first = try device.next(.push)
        var last = first
        try device.edit(.update, .trip, a, ["title": "y"])
        for loss in 0..<6 {
            if loss % 2 == 0 { try device.restart() } else { try device.fail(last, .network("lost")) }
            device.wait(seconds: 600)
            last = try device.next(.push)
            #expect(last.params["changes"] == first.params["changes"])
        }
        try device.answer(last, last.answer(.applied(5), pull: nil))
        #expect(try device.replica.trip(.init(a))?.trip.entity.title == "y")
        let second = try device.next(.push)
        #expect(second.numbers == [2])
        #expect(second.changes.first?["data"] == ["title": "y"])
    }

    @Test("an answer that comes twice, or after its call was given up, changes nothing")
    func late() throws {
        let device = try Device.with(a)
        try device.edit(.update, .trip, a, ["title": "x"])
        let push = try device.next(.push)
        try device.fail(push, .network("late"))
        try device.answer(push, push.answer(.rejected("forbidden")))
        #expect(try device.replica.quarantine().isEmpty)
        device.wait(seconds: 600)
        let again = try device.next(.push)
        try device.answer(again, again.answer(.applied()))
        try device.answer(again, again.answer(.rejected("forbidden")))
        #expect(try device.replica.queue().isEmpty)
        #expect(try device.replica.quarantine().isEmpty)
    }

    @Test("receipts of each kind")
    func receipts() throws {
        let device = try Device.with(a, b, c, .n(4), .n(5))
        for trip in [a, b, c, .n(4), .n(5)] { try device.edit(.update, .trip, trip, ["title": "mine"]) }
        let push = try device.next(.push)
        try device.answer(
            push,
            push.answer(
                .applied(), Verdict(outcome: "merged", revision: 11), .superseded, .conflict(.n(99)),
                .rejected("forbidden"), pull: nil))
        // What the server has is shown until a pull brings it.
        #expect(try device.replica.queue().map(\.status) == [.synced, .synced])
        #expect(try title(device, a) == "mine")
        // What it has not is not.
        #expect(try title(device, .n(4)) == "Portugal")
        #expect(try title(device, .n(5)) == "Portugal")
        let conflict = try #require(try device.replica.conflicts().first)
        #expect(conflict.id.bits == .n(99) && conflict.entityID == .n(4))
        #expect(conflict.clientData == ["title": "mine"] && conflict.serverData == ["title": "theirs"])
        let held = try #require(try device.replica.quarantine().first)
        #expect(held.entityID == .n(5) && held.hold == .rejected && held.lastError == "forbidden: No.")
        var page = Told()
        page.add(.trip(a, 10, ["title": "mine"]))
        try device.answer(try device.next(.pull), page.json)
        #expect(try device.replica.queue().isEmpty)
        #expect(try title(device, a) == "mine")
        #expect(try device.replica.metadata().json["pending_changes_count"] == 0)
    }

    private func title(_ device: Device, _ trip: UUIDBits) throws -> String? {
        try device.replica.trip(.init(trip))?.trip.entity.title
    }

    @Test("what is refused for the moment goes again under a new number, five times, then waits for the user")
    func attempts() throws {
        let device = try Device.with(a)
        try device.edit(.update, .trip, a, ["title": "x"])
        var numbers: [Int64] = []
        for attempt in 1...5 {
            let push = try device.next(.push)
            numbers += push.numbers
            try device.answer(push, push.answer(.rejected("unavailable", retryable: true)))
            if attempt < 5 {
                let entry = try #require(try device.replica.queue().first)
                #expect(entry.retryCount == attempt && entry.status == .pending)
                let until = try #require(entry.notBefore).microseconds - device.now.microseconds
                #expect(until >= 0 && until <= 1_000_000 << Int64(attempt - 1))
            }
            device.wait(seconds: 600)
        }
        #expect(numbers == [1, 2, 3, 4, 5])
        let failed = try #require(try device.replica.quarantine().first)
        #expect(failed.hold == .attempts)
        #expect(try device.next() == nil)
        try device.replica.retry(failed.id, now: device.now)
        #expect(try device.next(.push).numbers == [6])
    }

    @Test("a create that is refused takes with it what hangs on it, and gives it back")
    func dependents() throws {
        let device = try Device.with(a, b)
        try device.edit(.create, .destination, .n(10), ["trip_id": a.json, "name": "x"])
        let push = try device.next(.push)
        try device.edit(.create, .activity, .n(11), ["destination_id": UUIDBits.n(10).json, "title": "y"])
        try device.edit(.update, .destination, .n(10), ["name": "z"])
        try device.edit(.update, .trip, a, ["title": "mine"])
        try device.answer(push, push.answer(.rejected("validation_failed")))
        let held = try device.replica.quarantine()
        #expect(held.map(\.hold) == [.rejected, .dependency, .dependency])
        #expect(try device.next(.push).ids == [a.description])
        let export = try device.replica.exportQuarantine(now: device.now)
        #expect(export["changes"]?.array?.count == 3)
        #expect(export["changes"]?.array?.first?["data"]?["name"] == "x")
        try device.replica.retry(held[0].id, now: device.now)
        #expect(try device.replica.quarantine().isEmpty)
        #expect(try device.replica.queue().map(\.position).sorted() == (1...4).map { $0 })
    }

    @Test("what failed only because its create goes again goes again with it")
    func postponed() throws {
        let device = try Device.with(a)
        try device.edit(.create, .destination, .n(10), ["trip_id": a.json, "name": "x"])
        try device.edit(.create, .activity, .n(11), ["destination_id": UUIDBits.n(10).json, "title": "y"])
        let push = try device.next(.push)
        try device.answer(
            push, push.answer(.rejected("unavailable", retryable: true), .rejected("validation_failed")))
        #expect(try device.replica.quarantine().isEmpty)
        #expect(try device.replica.queue().map(\.retryCount) == [1, 0])
        device.wait(seconds: 600)
        #expect(try device.next(.push).numbers == [3, 4])
    }

    @Test("a lane that waits holds no other up, and keeps its order")
    func lanes() throws {
        let device = try Device.with(a, b)
        try device.edit(.update, .trip, a, ["title": "1"])
        let push = try device.next(.push)
        try device.answer(push, push.answer(.rejected("unavailable", retryable: true)))
        // Not before its wait is over, which may be short.
        let until = try #require(try device.replica.queue().first?.notBefore)
        device.now = Instant(microseconds: until.microseconds - 1)
        let at = device.now
        try device.replica.edit(LocalEdit(.update, .destination, a.sibling, ["name": "2"]), now: at)
        try device.replica.edit(LocalEdit(.update, .trip, b, ["title": "3"]), now: at)
        let other = try device.next(.push)
        #expect(other.ids == [b.description])
        try device.answer(other, other.answer(.applied()))
        #expect(try device.next() == nil)
        #expect(try device.replica.nextAttempt(now: at) == until)
        device.now = until
        #expect(try device.next(.push).ids == [a.description, a.sibling.description])
    }

    @Test("a receipt of another change than its number's: the database is an old copy, and goes on as a new device")
    func copies() throws {
        let device = try Device.with(a, b)
        let before = try device.replica.clientID
        try device.edit(.update, .trip, a, ["title": "1"])
        let push = try device.next(.push)
        var answer = push.answer(.applied())
        if case .object(var object) = answer, var receipt = object["receipts"]?.array?.first?.object {
            receipt["entity_id"] = b.json
            object["receipts"] = .array([.object(receipt)])
            answer = .object(object)
        }
        try device.answer(push, answer)
        #expect(try device.replica.clientID != before)
        let again = try device.next(.push)
        #expect(again.ids == [a.description] && again.numbers == [1])
        #expect(again.params["client_id"] != push.params["client_id"])
    }
}
