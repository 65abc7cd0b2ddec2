import CaravanCore
import CaravanInProcess
import CaravanProtocol
import TestSupport
import Testing

/// What a device pushes is done change by change, once, and each change has its receipt.
@Suite struct PushTests {
    private static let stop: JSONObject = [
        "name": "Paris", "arrival_date": "2031-05-03", "departure_date": "2031-05-04",
    ]

    private func stop(_ stage: Stage, _ id: Int, number: Int? = nil, name: String = "Paris") -> JSONValue {
        Device.change(
            "create", "destination", madeID(id), Self.stop.with(["trip_id": stage.trip, "name": name.json]),
            number: number)
    }

    @Test func oneOfEachIsMade() throws {
        let stage = try Stage()
        let owner = Device(stage: stage, part: .owner)
        let answer = try owner.push([
            Device.change(
                "create", "trip", madeID(1), ["title": "T", "start_date": "2031-05-01", "end_date": "2031-05-02"]),
            Device.change("create", "destination", madeID(2), Self.stop.with(["trip_id": madeID(1)])),
            Device.change(
                "create", "activity", madeID(3),
                ["destination_id": madeID(2), "title": "Louvre", "activity_type": "other", "cost": "12.50"]),
            Device.change("create", "message", madeID(4), ["trip_id": madeID(1), "content": "Hi"]),
        ])
        #expect(answer["receipts"]?.array.map { $0["outcome"] } == Array(repeating: "applied", count: 4))
        #expect(answer["applied"]?.array.map { $0["entity_id"] } == (1...4).map(madeID))
        #expect(answer["conflicts"] == [] && answer["errors"] == [])
        let made = try stage.get("activity", madeID(3))
        #expect(made["cost"] == "12.50" && made["revision"] == answer["receipts"]?.array[2]["revision"])
        let entry = try #require(try stage.world.log(of: madeID(1)).last)
        #expect(entry.clientID == "phone" && entry.clientTimestamp == Instant(parsing: "2032-01-01T00:00:00Z"))
        try stage.world.expectSoundLogs()
    }

    @Test func oneThatFailsHoldsNothingUp() throws {
        let stage = try Stage()
        let answer = try Device(stage: stage, part: .owner).push([
            stop(stage, 1, name: ""), stop(stage, 2), 5, [:], .null, "x",
            Device.change("create", "song", madeID(3)), Device.change("explode", "trip", stage.trip),
            Device.change("update", "trip", "nonsense"), Device.change("update", "trip", stage.trip, at: "noon"),
            Device.change("update", "trip", stage.trip, base: "x"),
            Device.change("update", "trip", stage.trip, number: -1),
            Device.change("update", "trip", madeID(9), ["title": "No"]), stop(stage, 4),
        ])
        let receipts = try #require(answer["receipts"]?.array)
        #expect(receipts.count { $0["outcome"] == "rejected" } == 12)
        #expect(receipts[1]["outcome"] == "applied" && receipts[13]["outcome"] == "applied")
        #expect(receipts[0]["code"] == "validation_failed" && receipts[0]["retryable"] == false)
        #expect(receipts[0]["errors"]?.array.first?["field"] == "name")
        #expect(receipts[12]["code"] == "not_found")
        #expect(answer["errors"]?.array.count == 12)
        try stage.world.expectSoundLogs()
    }

    /// What a change wrote before it failed is undone, in the log, in the sum and in what peers are told.
    @Test func aFailedChangeLeavesNothing() throws {
        let stage = try Stage()
        let before = try stage.world.log(of: stage.trip).count
        let answer = try Device(stage: stage, part: .owner).push([
            Device.change(
                "create", "destination", stage.stops[0], Self.stop.with(["trip_id": stage.trip, "order": 0])),
            stop(stage, 2),
        ])
        #expect(answer["receipts"]?.array.map { $0["code"] } == ["already_exists", .null])
        #expect(try stage.world.log(of: stage.trip).count == before + 1)
        try stage.world.expectSoundLogs()
    }

    // MARK: - Numbers

    @Test func aNumberIsDoneOnceForEver() throws {
        let stage = try Stage()
        let device = Device(stage: stage, part: .owner)
        let changes = [stop(stage, 1, number: 1), stop(stage, 2, number: 2, name: ""), stop(stage, 3, number: 5)]
        let first = try device.push(changes)
        let entries = try stage.world.log(of: stage.trip).count
        stage.world.clock.advance(seconds: 400 * 24 * 3600)
        #expect(try device.push(changes) == first)
        #expect(try stage.world.log(of: stage.trip).count == entries)
        // The same number with other content does nothing either.
        #expect(
            try device.push([stop(stage, 9, number: 5)])["receipts"] == .array([first["receipts"]?.array[2] ?? .null]))
        #expect(
            try Device(stage: stage, part: .owner, name: "tablet").outcomes([stop(stage, 9, number: 5)]) == ["applied"])
    }

    @Test func aNumberThatWasPassedOverComesTooLate() throws {
        let stage = try Stage()
        let device = Device(stage: stage, part: .owner)
        _ = try device.push([stop(stage, 1, number: 0), stop(stage, 2, number: 5)])
        for _ in 0..<2 {
            let late = try device.push([
                stop(stage, 3, number: 4), stop(stage, 2, number: 5), stop(stage, 4, number: 6),
            ])
            let receipts = try #require(late["receipts"]?.array)
            #expect(receipts.map { $0["outcome"] } == ["rejected", "applied", "applied"])
            #expect(
                receipts[0]["code"] == "conflict" && receipts[0]["number"] == 4 && receipts[0]["retryable"] == false)
        }
    }

    /// One transaction: what is not answered has not been.
    @Test func aPushThatIsNotCommittedHasNotBeen() throws {
        let failing = FailingStorage(Store.sqlite.storage())
        let stage = try Stage(in: TestWorld(failing, settings: .unlimited))
        let device = Device(stage: stage, part: .owner)
        let changes = [stop(stage, 1, number: 1), stop(stage, 2, number: 2)]
        failing.failNextCommit(.full("disk"))
        #expect(throws: Failure.self) { try device.push(changes) }
        #expect(try device.outcomes(changes) == ["applied", "applied"])
        try stage.world.expectSoundLogs()
    }

    /// It takes several transactions, so that others have their turn, and is answered as one.
    @Test func aLongPushIsAnsweredAsOne() throws {
        let stage = try Stage()
        let device = Device(stage: stage, part: .owner)
        let changes = (0..<700).map { stop(stage, 100 + $0, number: $0) }
        let answer = try device.push(changes, ["pull": ["cursor": .null]])
        #expect(answer["receipts"]?.array.map { $0["number"] } == (0..<700).map(\.json))
        #expect(answer["applied"]?.array.count == 700)
        #expect(try device.push(changes)["receipts"] == answer["receipts"])
        let pushed = Device.change(
            "create", "destination", madeID(1), Self.stop.with(["trip_id": stage.trip, "order": 0]))
        #expect(
            try device.push([pushed, stop(stage, 2)])["receipts"]?.array.map { $0["outcome"] } == [
                "applied", "applied",
            ])
        try stage.world.expectSoundLogs()
    }

    @Test func wordsUnderAnothersMarkAreNotLost() throws {
        let stage = try Stage()
        let device = Device(stage: stage, part: .viewer)
        func message(_ id: Int, _ words: JSONValue) -> JSONValue {
            Device.change(
                "create", "message", madeID(id),
                ["trip_id": stage.trip, "content": words, "client_message_id": "m"])
        }
        #expect(
            try device.outcomes([message(1, "Hi"), message(2, "Hi"), message(3, "Ho")]) == [
                "applied", "applied", "rejected",
            ])
    }

    // MARK: - Who may

    @Test func rightsAreThoseOfNow() throws {
        let stage = try Stage()
        let changes = [
            Device.change("update", "trip", stage.trip, ["title": "X"]), stop(stage, 1),
            Device.change("delete", "activity", stage.acts[0]),
            Device.change("create", "message", madeID(7), ["trip_id": stage.trip, "content": "Hi"]),
            Device.change("delete", "message", stage.message(of: .owner)), Device.change("delete", "trip", stage.trip),
        ]
        func codes(_ part: Part) throws -> [JSONValue?] {
            try Device(stage: stage, part: part).push(changes)["receipts"]?.array.map { $0["code"] } ?? []
        }
        let forbidden: JSONValue? = "forbidden"
        #expect(try codes(.viewer) == [forbidden, forbidden, forbidden, .null, forbidden, forbidden])
        #expect(try codes(.former) == Array(repeating: "not_found", count: 6))
        #expect(try codes(.outsider) == Array(repeating: "not_found", count: 6))
        #expect(stage[.nobody].code("sync.push", ["client_id": "x", "changes": []]) == .unauthenticated)
    }

    @Test(
        arguments: [
            ["changes": []], ["client_id": ""], ["client_id": "x"], ["client_id": "x", "changes": "y"],
            ["client_id": "x", "changes": [], "conflict_policy": "mine"], ["client_id": 5, "changes": []],
        ] as [JSONObject])
    func whatIsNoPushAtAll(params: JSONObject) throws {
        #expect(try Stage()[.owner].code("sync.push", params) == .validationFailed)
    }

    @Test func anotherEpochIsAnotherHistory() throws {
        let stage = try Stage()
        let params: JSONObject = ["client_id": "x", "changes": [], "epoch": "another"]
        #expect(stage[.owner].code("sync.push", params) == .resyncRequired)
        let epoch = try stage[.owner].callNow("sync.status")["epoch"] ?? .null
        #expect(stage[.owner].code("sync.push", params.with(["epoch": epoch])) == nil)
    }

    @Test func theStatusNamesTheDevices() throws {
        let stage = try Stage()
        let before = try stage[.owner].callNow("sync.status")
        #expect(before["client_ids"] == [] && before["last_sync_timestamp"] == .null && before["conflict_count"] == 0)
        for name in ["b", "a"] {
            _ = try Device(stage: stage, part: .owner, name: name).push([stop(stage, 1, number: 7)])
        }
        let status = try stage[.owner].callNow("sync.status")
        #expect(status["client_ids"] == ["a", "b"] && status["pending"] == 0)
        #expect(status["clients"]?.array.first?["highest_number"] == 7)
        #expect(try stage[.editor].callNow("sync.status")["client_ids"] == [])
    }

    // MARK: - The pull within

    @Test func thePullWithinSeesWhatWasPushed() throws {
        let stage = try Stage()
        let first = try stage[.owner].callNow("sync.pull", [:])
        let device = Device(stage: stage, part: .owner)
        let pull: JSONObject = ["pull": ["cursor": first["cursor"] ?? .null]]
        let answer = try device.push([stop(stage, 1, number: 1)], pull)
        #expect(answer["pull"]?["destinations"]?.array.map { $0["id"] } == [madeID(1)])
        let checksums = try stage[.owner].callNow("sync.pull", ["checksums": "all"])["checksums"]
        #expect(answer["pull"]?["checksums"]?[stage.trip.string ?? ""] == checksums?[stage.trip.string ?? ""])
        let bad = try device.push([stop(stage, 2, number: 2)], ["pull": ["cursor": "nonsense"]])
        let worse = try device.push([stop(stage, 3)], ["pull": 5])
        #expect(
            worse["pull"]?["code"] == "validation_failed" && worse["receipts"]?.array.first?["outcome"] == "applied")
        #expect(bad["pull"]?["code"] == "malformed" && bad["receipts"]?.array.first?["outcome"] == "applied")
    }

    /// Under an idempotency key the receipts come again, and the pull is a new one: it shows nothing that was lost since.
    @Test func aReplayedPullIsNew() throws {
        let stage = try Stage()
        let word = try stage[.owner].say("secret", in: stage.trip)
        let push: JSONObject = [
            "client_id": "phone", "changes": [stop(stage, 1)], "pull": ["limit": 1000],
        ]
        let first = try stage[.editor].callNow("sync.push", push.keyed("k"))
        #expect("\(first)".contains("secret"))
        _ = try stage[.owner].callNow("chat.delete", ["id": word])
        let again = try stage[.editor].callNow("sync.push", push.keyed("k"))
        #expect(again["receipts"] == first["receipts"] && !"\(again)".contains("secret"))
        for (table, rows) in try stage.world.snapshot() {
            #expect(!rows.contains { "\($0)".contains("secret") }, "\(table)")
        }
        _ = try stage[.owner].callNow("members.remove", ["trip_id": stage.trip, "user_id": stage.id(.editor)])
        let after = try stage[.editor].callNow("sync.push", push.keyed("k"))
        #expect(after["pull"]?["trips"] == [] && after["receipts"] == first["receipts"])
    }
}
