import CaravanCore
import CaravanProtocol
import Testing

@testable import CaravanClient

@Suite("What the server says of a device and of the user's conflicts")
struct StatusTests {
    private let a = UUIDBits.n(1)

    /// A status with these conflicts about the trip, and numbers of devices.
    private func status(
        _ conflicts: [UUIDBits] = [], count: Int? = nil, highest: [String: Int64] = [:]
    ) -> JSONValue {
        [
            "clients": .array(
                highest.map { ["client_id": .string($0), "highest_number": .number(JSONNumber($1))] }
                    + [["client_id": "other", "highest_number": .null]]),
            "conflicts": .array(
                conflicts.map {
                    [
                        "conflict_id": $0.json, "entity_type": "trip", "entity_id": a.json, "trip_id": a.json,
                        "client_data": ["title": "there"], "server_data": ["title": "theirs"],
                    ]
                }),
            "conflict_count": .number(JSONNumber(Int64(count ?? conflicts.count))),
        ]
    }

    private func asking() throws -> Device {
        let device = try Device.with(a)
        try device.restart(asksStatus: true)
        return device
    }

    @Test("it is asked for once, before anything is pushed")
    func first() throws {
        let device = try asking()
        try device.edit(.update, .trip, a, ["title": "x"])
        let request = try device.next(.status)
        #expect(request.operation == "sync.status" && request.kind.method == "GET" && request.params == [:])
        #expect(try device.next() == nil)
        try device.answer(request, status())
        let push = try device.next(.push)
        #expect(push.numbers == [1])
        try device.answer(push, push.answer(.applied()))
        #expect(try device.next() == nil)
        device.replica.refreshConflicts()
        #expect(try device.replica.nextAttempt(now: device.now) == device.now)
        _ = try device.next(.status)
    }

    @Test("a database that was put back goes on beyond the numbers that it has used since")
    func putBack() throws {
        let device = try asking()
        try device.edit(.update, .trip, a, ["title": "x"])
        let other = status(highest: ["another": 90, try device.replica.clientID: 17])
        try device.answer(try device.next(.status), other)
        let push = try device.next(.push)
        #expect(push.numbers == [18])
        try device.answer(push, push.answer(.applied()))
        // What the server has not seen is no reason to go back.
        device.replica.refreshConflicts()
        try device.answer(try device.next(.status), status(highest: [try device.replica.clientID: 3]))
        try device.edit(.update, .trip, a, ["title": "y"])
        #expect(try device.next(.push).numbers == [19])
    }

    @Test("conflicts of other devices come, those decided elsewhere go, a decision on its way stays")
    func conflicts() throws {
        let device = try asking()
        try device.answer(try device.next(.status), status([.n(91), .n(92), .n(93)]))
        let conflicts = try device.replica.conflicts()
        #expect(conflicts.map(\.id.bits) == [.n(91), .n(92), .n(93)])
        #expect(conflicts[0].clientData == ["title": "there"] && conflicts[0].tripID == a)
        try device.replica.resolve(conflicts[1].id, .serverWins, now: device.now)
        try device.restart(asksStatus: true)
        // Not all of them are told: nothing follows from what is missing.
        try device.answer(try device.next(.status), status([.n(93)], count: 2))
        #expect(try device.replica.conflicts().count == 3)
        device.replica.refreshConflicts()
        try device.answer(try device.next(.status), status([.n(93), .n(94)]))
        #expect(try device.replica.conflicts().map(\.id.bits) == [.n(92), .n(93), .n(94)])
        #expect(try device.next(.resolve).params["conflict_id"] == UUIDBits.n(92).json)
    }

    @Test("without a network it is asked for again; who refuses it is asked no more, and gets the pushes")
    func refused() throws {
        let device = try asking()
        try device.edit(.update, .trip, a, ["title": "x"])
        try device.fail(try device.next(.status), .network("gone"))
        device.wait(seconds: 600)
        try device.refuse(try device.next(.status), .unavailable)
        device.wait(seconds: 600)
        try device.refuse(try device.next(.status), .unauthenticated)
        device.replica.tokenRenewed()
        try device.refuse(try device.next(.status), .notFound)
        _ = try device.next(.push)
    }

    @Test("what is no status changes nothing, and holds nothing up")
    func garbled() throws {
        let answers: [JSONValue] = [
            [:], ["clients": [], "conflicts": [1], "conflict_count": 1],
            ["clients": [["highest_number": 4]], "conflicts": [], "conflict_count": 0],
        ]
        for answer in answers {
            let device = try asking()
            try device.edit(.update, .trip, a, ["title": "x"])
            try device.answer(try device.next(.status), answer)
            #expect(try device.replica.conflicts().isEmpty)
            #expect(try device.next(.push).numbers == [1])
        }
    }

    @Test("what is edited while its making is on its way has that as its base")
    func editedMeanwhile() throws {
        let device = try Device.with(a)
        try device.edit(.create, .destination, .n(8), ["trip_id": a.json, "name": "Faro"])
        let push = try device.next(.push)
        try device.edit(.update, .destination, .n(8), ["name": "Tavira"])
        try device.answer(push, push.answer(.applied(41), pull: nil))
        let next = try device.next(.push)
        #expect(next.changes.first?["action"] == "update" && next.changes.first?["base_revision"] == 41)
    }
}
