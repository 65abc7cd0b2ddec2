import CaravanCore
import CaravanProtocol
import TestSupport
import Testing

@testable import CaravanClient

@Suite("Calls without an answer")
struct FailureTests {
    private let a = UUIDBits.n(1), b = UUIDBits.n(2), c = UUIDBits.n(3)

    @Test("no network: nothing is counted against an edit, and nothing is dropped, however long it lasts")
    func network() throws {
        let device = try Device.with(a)
        try device.edit(.update, .trip, a, ["title": "x"])
        for _ in 0..<40 {
            try device.fail(try device.next(.push), .network("no route"))
            #expect(try device.replica.metadata().status == .error)
            device.wait(seconds: 301)
        }
        #expect(try device.replica.queue().map(\.retryCount) == [0])
        #expect(try device.replica.metadata().lastSyncError == "no route")
        let push = try device.next(.push)
        #expect(push.numbers == [1])
        try device.answer(push, push.answer(.applied()))
        #expect(try device.replica.metadata().json["sync_status"] == "idle")
    }

    @Test("waits are from nothing to a ceiling that doubles, up to a cap")
    func backoff() {
        let backoff = Backoff()
        let random = SeededRandom(seed: 7)
        #expect((1...12).map { backoff.ceilingMilliseconds(failures: $0) }.prefix(4) == [1000, 2000, 4000, 8000])
        #expect(backoff.ceilingMilliseconds(failures: 1_000_000) == 300_000)
        for failures in 1...12 {
            let waits = (0..<200).map { _ in
                backoff.next(after: Instant(microseconds: 0), failures: failures, random: random).microseconds
            }
            let ceiling = backoff.ceilingMilliseconds(failures: failures) * 1000
            #expect(waits.allSatisfy { (0...ceiling).contains($0) })
            // Full jitter: both ends are used.
            #expect(waits.contains { $0 < ceiling / 5 } && waits.contains { $0 > ceiling / 5 * 4 })
        }
    }

    @Test("429 and 503 wait at least as long as the server says")
    func retryAfter() throws {
        for code in [FailureCode.rateLimited, .unavailable] {
            let device = try Device.with(a)
            try device.edit(.update, .trip, a, ["title": "x"])
            try device.refuse(try device.next(.push), code, retryAfterSeconds: 60)
            device.wait(seconds: 59)
            #expect(try device.next() == nil)
            let at = try #require(try device.replica.nextAttempt(now: device.now))
            #expect(at.microseconds - device.now.microseconds <= 2_000_000)
            device.now = at
            #expect(try device.next(.push).numbers == [1])
        }
    }

    @Test("a clock that is set back does not hold calls up for longer than an hour")
    func clock() throws {
        let device = try Device.with(a)
        try device.edit(.update, .trip, a, ["title": "x"])
        try device.refuse(try device.next(.push), .unavailable, retryAfterSeconds: 60)
        device.wait(seconds: -86_400)
        #expect(try device.next(.push).numbers == [1])
    }

    @Test("401 stops calls until there is a fresh token")
    func token() throws {
        let device = try Device.with(a)
        try device.edit(.update, .trip, a, ["title": "x"])
        try device.refuse(try device.next(.push), .unauthenticated)
        #expect(device.replica.needsToken)
        #expect(try device.next() == nil)
        #expect(try device.replica.nextAttempt(now: device.now) == nil)
        device.replica.tokenRenewed()
        #expect(try device.next(.push).numbers == [1])
    }

    @Test("413 halves the batch, down to the one that is too large, which goes to quarantine")
    func tooLarge() throws {
        let device = try Device.with(a, b, c)
        for trip in [a, b, c] { try device.edit(.update, .trip, trip, ["title": "x"]) }
        let all = try device.next(.push)
        #expect(all.numbers == [1, 2, 3])
        try device.refuse(all, .tooLarge)
        let one = try device.next(.push)
        #expect(one.numbers == [1])
        #expect(one.changes.first == all.changes.first)
        try device.refuse(one, .tooLarge)
        #expect(try device.replica.quarantine().map(\.hold) == [.tooLarge])
        let second = try device.next(.push)
        #expect(second.numbers == [2])
        try device.answer(second, second.answer(.applied()))
        #expect(try device.next(.push).numbers == [3])
    }

    @Test(
        "what hangs on a create in an earlier part of the batch waits with it, or goes to quarantine with it",
        arguments: [true, false])
    func parts(_ isRetryable: Bool) throws {
        let device = try Device.with(a)
        try device.edit(.create, .destination, .n(10), ["trip_id": a.json, "name": "x"])
        try device.edit(.create, .activity, .n(11), ["destination_id": UUIDBits.n(10).json, "title": "y"])
        try device.refuse(try device.next(.push), .tooLarge)
        let part = try device.next(.push)
        #expect(part.numbers == [1])
        try device.answer(part, part.answer(.rejected("unavailable", retryable: isRetryable)))
        device.wait(seconds: 600)
        if isRetryable {
            #expect(try device.next(.push).numbers == [3, 4])
        } else {
            #expect(try device.next() == nil)
            #expect(try device.replica.quarantine().map(\.hold) == [.rejected, .dependency])
        }
    }

    @Test("a push that is refused whole goes without its pull, then in halves, until the one to blame stands alone")
    func poison() throws {
        let device = try Device.with(a, b)
        for trip in [a, b] { try device.edit(.update, .trip, trip, ["title": "x"]) }
        try device.refuse(try device.next(.push), .malformed)
        let alone = try device.next(.push)
        #expect(alone.params["pull"] == nil && alone.numbers == [1, 2])
        try device.refuse(alone, .malformed)
        let half = try device.next(.push)
        #expect(half.numbers == [1])
        try device.refuse(half, .malformed)
        let rest = try device.next(.push)
        #expect(rest.numbers == [2])
        try device.answer(rest, rest.answer(.applied(), pull: nil))
        #expect(try device.replica.quarantine().map(\.entityID) == [a])
        try device.answer(try device.next(.pull), Told().json)
        #expect(try device.next() == nil)
    }

    @Test("a change that breaks the server waits in its lane, and the others go on")
    func broken() throws {
        let device = try Device.with(a, b)
        for trip in [a, b] { try device.edit(.update, .trip, trip, ["title": "x"]) }
        var gone: [String] = []
        for _ in 0..<200 where !gone.contains(b.description) {
            device.wait(seconds: 7)
            guard let request = try device.next() else { continue }
            if request.ids.contains(a.description) {
                try device.refuse(request, .internal)
            } else {
                gone += request.ids
                try device.answer(request, request.kind == .push ? request.answer(.applied()) : Told().json)
            }
        }
        #expect(gone == [b.description])
        #expect(try device.replica.quarantine().isEmpty)
        #expect(try device.replica.queue().map(\.entityID) == [a])
    }

    @Test("an answer that is none counts as none")
    func garbage() throws {
        let device = try Device.with(a)
        try device.edit(.update, .trip, a, ["title": "x"])
        for garbage in [nil, [], [:], ["receipts": 1], ["receipts": [["number": "1"]]]] as [JSONValue] {
            try device.answer(try device.next(.push), garbage)
            device.wait(seconds: 301)
        }
        #expect(try device.next(.push).numbers == [1])
    }

    @Test("a decision about a conflict is queued, sent again after a lost answer, and tells when it is refused")
    func resolving() throws {
        let device = try Device.with(a, b)
        for trip in [a, b] { try device.edit(.update, .trip, trip, ["title": "x"]) }
        let push = try device.next(.push)
        try device.answer(push, push.answer(.conflict(.n(98)), .conflict(.n(99))))
        let met = try device.replica.conflicts().map(\.id)
        #expect(throws: ReplicaFault.missingResolvedData) {
            try device.replica.resolve(met[0], .merge, now: device.now)
        }
        try device.replica.resolve(met[0], .merge, data: ["title": "both"], now: device.now)
        let first = try device.next(.resolve)
        #expect(first.params["resolved_data"] == ["title": "both"])
        try device.fail(first, .network("lost"))
        try device.restart()
        device.wait(seconds: 301)
        let again = try device.next(.resolve)
        #expect(again.params == first.params)
        try device.answer(again, ["entity": nil, "revision": 20])
        try device.replica.resolve(met[1], .clientWins, now: device.now)
        try device.refuse(try device.next(.resolve), .forbidden)
        let left = try device.replica.conflicts()
        #expect(left.map(\.id) == [met[1]])
        #expect(left.first?.lastError == "Not allowed.")
        try device.replica.forget(met[1], now: device.now)
        #expect(try device.replica.conflicts().isEmpty)
    }
}
