import CaravanCore
import CaravanProtocol
import Testing

@testable import CaravanClient

@Suite("Pulls")
struct PullTests {
    private let a = UUIDBits.n(1), b = UUIDBits.n(2)

    private func titles(_ device: Device) throws -> [String] { try device.replica.trips().map(\.entity.title) }

    @Test("pages go on from their cursor until there is no more, over a restart")
    func pages() throws {
        let device = try Device()
        let first = try device.next(.pull)
        #expect(first.params["cursor"] == nil && first.params["last_sync_timestamp"] == JSONValue.null)
        var page = Told()
        page.add(.trip(a))
        page.hasMore = true
        try device.answer(first, page.json)
        try device.restart()
        let second = try device.next(.pull)
        #expect(second.params["cursor"] == "c1")
        page = Told()
        page.add(.trip(b))
        page.cursor = "c2"
        try device.answer(second, page.json)
        #expect(try device.replica.trips().count == 2)
        #expect(try device.replica.metadata().lastSyncTimestamp == Instant(parsing: "2031-01-02T00:00:00Z"))
        #expect(try device.replica.isCaughtUp())
        try device.restart()
        #expect(try device.next(.pull).params["cursor"] == "c2")  // a fresh process asks for news
    }

    @Test("deleted goes first: a trip that was lost and regained is there, and its unsent work is kept")
    func regained() throws {
        let device = try Device.with(a, b)
        for trip in [a, b] { try device.edit(.update, .destination, trip.sibling, ["name": "mine"]) }
        device.replica.pullSoon()
        let push = try device.next(.push)
        try device.fail(push, .network("gone"))
        // What was sent stays; what waits is judged by the pull.
        try device.edit(.update, .trip, a, ["title": "waits"])
        try device.edit(.update, .trip, b, ["title": "waits"])
        device.wait(seconds: 600)
        let again = try device.next(.push)
        var page = Told()
        page.deleted = [(.trip, a), (.trip, b)]
        page.add(.trip(b, 7))
        page.add(.destination(b.sibling, in: b, 8))
        try device.answer(again, again.answer(.rejected("not_found"), .applied(), pull: page))
        #expect(try device.replica.trips().map(\.id.bits) == [b])
        #expect(try titles(device) == ["waits"])
        let held = try device.replica.quarantine()
        #expect(held.map(\.entityID) == [a.sibling, a])
        #expect(held.map(\.hold) == [.rejected, .accessLost])
        #expect(try device.next(.push).ids == [b.description])
    }

    @Test("a trip that is lost on one page and comes on the next keeps its unsent work; nothing of it goes meanwhile")
    func regainedLater() throws {
        let device = try Device.with(a)
        device.replica.pullSoon()
        let pull = try device.next(.pull)
        try device.edit(.update, .trip, a, ["title": "mine"])
        var page = Told()
        page.deleted = [(.trip, a)]
        page.hasMore = true
        try device.answer(pull, page.json)
        let second = try device.next(.pull)
        page = Told()
        page.add(.trip(a, 9))
        try device.answer(second, page.json)
        #expect(try device.replica.quarantine().isEmpty)
        #expect(try device.next(.push).ids == [a.description])
    }

    @Test("what the server told stays below what the user did")
    func overlay() throws {
        let device = try Device.with(a)
        try device.edit(.update, .trip, a, ["title": "mine"])
        try device.edit(
            .create, .destination, .n(5),
            [
                "trip_id": a.json, "name": "Faro", "arrival_date": "2031-05-02", "departure_date": "2031-05-03",
            ])
        try device.edit(
            .create, .activity, .n(6),
            [
                "destination_id": UUIDBits.n(5).json, "title": "swim", "activity_type": "other",
            ])
        try device.edit(.create, .message, .n(7), ["trip_id": a.json, "content": "hi"])
        let push = try device.next(.push)
        try device.fail(push, .network("gone"))
        var page = Told()
        page.add(.trip(a, 8, ["title": "theirs", "description": "theirs"]))
        device.wait(seconds: 600)
        let again = try device.next(.push)
        try device.answer(again, again.answer(.conflict(.n(99)), .applied(), .applied(), .applied(), pull: nil))
        let seen = try #require(try device.replica.trip(.init(a)))
        #expect(seen.trip.entity.title == "Portugal")
        #expect(seen.destinations.map(\.entity.name) == ["Porto", "Faro"])
        #expect(seen.destinations.map(\.entity.order) == [0, 1])
        #expect(seen.activities.map(\.entity.title) == ["swim"])
        #expect(seen.messages.map(\.entity.content) == ["hi"])
        #expect(seen.role == .owner)
        try device.edit(.delete, .destination, .n(5))
        #expect(try device.replica.trip(.init(a))?.activities.isEmpty == true)
    }

    @Test("410: the server's state is pulled anew, what it tells no more is gone, and the queue is kept")
    func resync() throws {
        let device = try Device.with(a, b)
        try device.edit(.update, .destination, a.sibling, ["name": "same base"])
        try device.edit(.update, .trip, a, ["title": "other base"])
        try device.edit(.update, .trip, b, ["title": "lost"])
        let push = try device.next(.push)
        try device.refuse(push, .resyncRequired)
        // Until then the user sees what was there.
        #expect(try titles(device) == ["other base", "lost"])
        try device.restart()
        let pull = try device.next(.pull)
        #expect(pull.params["cursor"] == nil)
        var page = Told()
        page.epoch = "e2"
        page.add(.trip(a, 1, ["title": "another one"]))
        page.add(.destination(a.sibling, in: a))
        try device.answer(pull, page.json)
        let again = try device.next(.push)
        #expect(again.numbers == [1, 2, 3])
        #expect(again.changes.map { $0["base_revision"] } == [2, nil, nil])
        #expect(again.params["epoch"] == "e2")
        #expect(try titles(device) == ["other base"])
    }

    @Test("after a restore, what had a receipt but was not pulled goes again under its number")
    func restored() throws {
        let device = try Device.with(a)
        try device.edit(.update, .trip, a, ["title": "mine"])
        let push = try device.next(.push)
        try device.answer(push, push.answer(.applied(), pull: nil))
        try device.refuse(try device.next(.pull), .resyncRequired)
        var page = Told()
        page.epoch = "e2"
        page.add(.trip(a))
        page.add(.destination(a.sibling, in: a))
        try device.answer(try device.next(.pull), page.json)
        #expect(try device.next(.push).numbers == push.numbers)
    }

    @Test("a malformed cursor is as a 410; without a cursor it is an error that waits")
    func malformed() throws {
        let device = try Device.with(a)
        device.replica.pullSoon()
        try device.refuse(try device.next(.pull), .malformed)
        let full = try device.next(.pull)
        #expect(full.params["cursor"] == nil)
        try device.refuse(full, .malformed)
        #expect(try device.next() == nil || device.replica.metadata().status == .error)
        #expect(try device.replica.trips().count == 1)
    }

    @Test("a checksum that differs has all pulled anew, once an hour for each trip, and is counted")
    func healing() throws {
        let device = try Device.with(a)
        func divergent() -> Told {
            var page = Told()
            page.checksums = [a.description: "0123456789abcdef"]
            return page
        }
        try device.pull(divergent())
        #expect(try device.replica.metadata().healedCount == 1)
        let full = try device.next(.pull)
        #expect(full.params["cursor"] == nil)
        // The second destination is what was missed.
        var page = Told()
        page.add(.trip(a, 4))
        page.add(.destination(.n(70), in: a, 5))
        var sum = TripChecksum()
        sum.toggle(a, revision: 4)
        sum.toggle(.n(70), revision: 5)
        page.checksums = [a.description: .string(sum.text)]
        try device.answer(full, page.json)
        #expect(try device.replica.checksum(of: a) == sum)
        #expect(try device.replica.served(.destination).map(\.id) == [.n(70)])
        try device.pull(divergent())
        #expect(try device.next() == nil)
        device.wait(seconds: 3600)
        try device.pull(divergent())
        #expect(try device.next(.pull).params["cursor"] == nil)
        #expect(try device.replica.metadata().healedCount == 2)
    }

    @Test("the checksum is that of WIRE.md section 5")
    func checksum() throws {
        var sum = TripChecksum()
        sum.toggle(try #require(UUIDBits(parsing: "00000000-0000-0000-0000-000000000001")), revision: 1)
        // sha256 of 15 zero bytes, 1, seven zero bytes, 1.
        #expect(sum.text == "d72aafe4c3640833")
        sum.toggle(try #require(UUIDBits(parsing: "00000000-0000-0000-0000-000000000001")), revision: 1)
        #expect(sum.text == "0000000000000000")
    }
}
