import CaravanCore
import CaravanInProcess
import CaravanProtocol
import TestSupport
import Testing

/// Where two changed the same, nothing of either is lost; where they did not, both stand.
@Suite struct ConflictTests {
    private let stage: Stage
    private let editor: Device

    init() throws {
        stage = try Stage()
        editor = Device(stage: stage, part: .editor)
    }

    private func update(_ data: JSONObject, base: JSONValue?, at: String = "2032-01-01T00:00:00Z") -> JSONValue {
        Device.change("update", "trip", stage.trip, data, base: base, at: at)
    }

    private func theirs(_ data: JSONObject) throws {
        _ = try stage[.owner].callNow("trips.update", data.with(["id": stage.trip]))
    }

    private func trip() throws -> JSONValue { try stage.get("trip", stage.trip) }

    // MARK: - When

    @Test func disjointChangesMerge() throws {
        let base = try trip()["revision"]
        try theirs(["title": "S"])
        let receipt = try editor.push(update(["description": "C"], base: base))
        #expect(try receipt["outcome"] == "merged" && receipt["revision"] == trip()["revision"])
        #expect(try trip()["title"] == "S" && trip()["description"] == "C")
    }

    @Test func theSameFieldIsAConflict() throws {
        let base = try trip()["revision"]
        try theirs(["title": "S"])
        try theirs(["description": "later"])
        let before = try trip()
        let answer = try editor.push([update(["title": "C", "currency": "CHF"], base: base)])
        #expect(answer["receipts"]?.array.first?["outcome"] == "conflict")
        let conflict = try #require(answer["conflicts"]?.array.first)
        #expect(conflict["client_data"] == ["title": "C", "currency": "CHF"] && conflict["fields"] == ["title"])
        #expect(conflict["server_data"]?["title"] == "S" && conflict["base_data"]?["title"] == "Lisbon")
        #expect(conflict["server_actor"] == stage.id(.owner) && conflict["client_id"] == "phone")
        #expect(try trip() == before)
        #expect(try stage.conflicts(of: .editor) == [conflict] && stage.conflicts(of: .owner) == [])
    }

    @Test func theSameValueIsNone() throws {
        let base = try trip()["revision"]
        try theirs(["title": "Same"])
        #expect(try editor.push(update(["title": "Same"], base: base))["outcome"] == "applied")
        try theirs(["description": "S"])
        #expect(try editor.push(update(["title": "Same", "currency": "CHF"], base: base))["outcome"] == "merged")
        #expect(try editor.push(update(["title": "Same", "description": "C"], base: base))["outcome"] == "conflict")
    }

    /// A client may send all fields of what it has: those that it did not change are no change.
    @Test func aWholeEntityIsComparedWithItsBase() throws {
        var whole = try #require(try trip().object)
        try theirs(["title": "S", "currency": "USD"])
        whole["description"] = "C"
        #expect(try editor.push(update(whole, base: whole["revision"]))["outcome"] == "merged")
        #expect(try trip()["title"] == "S" && trip()["currency"] == "USD" && trip()["description"] == "C")
    }

    @Test func byTimeTheNewerServerIsAConflict() throws {
        #expect(try editor.push(update(["title": "C"], base: nil, at: "2024-01-15T10:30:00Z"))["outcome"] == "conflict")
        #expect(try editor.push(update(["title": "C"], base: nil))["outcome"] == "applied")
        try theirs(["description": "S"])
        #expect(try editor.push(update(["title": "D"], base: nil, at: "2030-01-01T00:00:00Z"))["outcome"] == "conflict")
    }

    @Test(arguments: [true, false]) func onesOwnEarlierChangesStandAgainstNothing(byBase: Bool) throws {
        let base = byBase ? try trip()["revision"] : nil
        stage.world.clock.advance(seconds: 60)
        let at = "2031-01-01T00:00:30Z"
        for title in ["One", "Two", "Lisbon"] {
            #expect(try editor.push(update(["title": title.json], base: base, at: at))["outcome"] == "applied")
            #expect(try trip()["title"] == title.json)
        }
        let tablet = Device(stage: stage, part: .editor, name: "tablet")
        _ = try editor.push(update(["title": "Three"], base: base, at: at))
        #expect(try tablet.push(update(["title": "Mine"], base: base, at: at))["outcome"] == "conflict")
    }

    @Test func whatAnotherDidBetweenStands() throws {
        let base = try trip()["revision"]
        _ = try editor.push(update(["title": "Mine"], base: base))
        try theirs(["title": "Hers", "currency": "USD"])
        let both = [update(["title": "Again"], base: base), update(["description": "Mine"], base: base)]
        #expect(try editor.outcomes(both) == ["conflict", "merged"])
    }

    /// Both fit what they saw; together they contradict each other.
    @Test func aContradictionOfBothIsAConflict() throws {
        let base = try trip()["revision"]
        try theirs(["end_date": "2031-05-03"])
        #expect(try editor.push(update(["start_date": "2031-05-08"], base: base))["outcome"] == "conflict")
        #expect(try editor.push(update(["start_date": "2031-06-08"], base: base))["outcome"] == "rejected")
    }

    @Test func aShiftIsNoMoveAndAnAmountKeepsItsCurrency() throws {
        let base = try stage.revision("activity", stage.acts[1])
        _ = try stage[.owner].makeActivity(stage.stops[0], ["order": 0])
        let moved = Device.change("update", "activity", stage.acts[1], ["order": 0], base: base)
        #expect(try editor.push(moved)["outcome"] == "applied" && stage.get("activity", stage.acts[1])["order"] == 0)
        let act = stage.acts[0]
        let before = try stage.revision("activity", act)
        _ = try stage[.owner].callNow("activities.update", ["id": act, "currency": "USD"])
        let amount = Device.change("update", "activity", act, ["cost": "5"], base: before)
        #expect(try editor.push(amount)["outcome"] == "conflict")
        let title = Device.change("update", "activity", act, ["title": "T"], base: before)
        #expect(try editor.push(title)["outcome"] == "merged")
        try stage.world.expectSoundLogs()
    }

    /// After a restore the database is behind what its devices have seen: nothing is taken for known.
    @Test func aBaseFromTheFutureIsUnknown() throws {
        #expect(try editor.push(update(["title": "C"], base: 9999))["outcome"] == "conflict")
        #expect(try editor.push(update(["title": "C"], base: 0))["outcome"] == "conflict")
    }

    /// However often somebody changed it since.
    @Test func aLongHistoryIsReadToItsBase() throws {
        let base = try trip()["revision"]
        let own = (0..<600).map { update(["title": "T\($0)".json], base: base) }
        #expect(try editor.outcomes(own) == Array(repeating: "applied", count: 600))
        #expect(try editor.outcomes([update(["title": "Last"], base: base)]) == ["applied"])
        for number in 0..<30 { try theirs(["description": "D\(number)".json]) }
        let theirs = Device(stage: stage, part: .owner, name: "tablet")
        _ = try theirs.outcomes((0..<600).map { update(["description": "E\($0)".json], base: nil) })
        #expect(try editor.push(update(["title": "Mine"], base: base))["outcome"] == "merged")
        #expect(try editor.push(update(["description": "Mine"], base: base))["outcome"] == "conflict")
        #expect(try trip()["title"] == "Mine" && trip()["description"] == "E599")
    }

    /// Only what contradicts the others waits.
    @Test func aContradictionHoldsNothingElseBack() throws {
        let base = try trip()["revision"]
        try theirs(["end_date": "2031-05-03"])
        let change = update(["start_date": "2031-05-08", "title": "C"], base: base)
        let answer = try editor.push([change], ["conflict_policy": "merge"])
        #expect(answer["receipts"]?.array.first?["outcome"] == "conflict")
        #expect(answer["conflicts"]?.array.first?["fields"] == ["start_date"])
        #expect(try trip()["title"] == "C" && trip()["start_date"] == "2031-05-01")
    }

    /// What others did is gone from the log, so that nothing is done over it unasked.
    @Test func aTrimmedLogCannotTellWhatOthersDid() async throws {
        var settings = Settings.unlimited
        settings.keepChangesDays = 1
        let stage = try Stage(settings: settings)
        let base = try stage.revision("trip", stage.trip)
        _ = try stage[.owner].callNow("trips.update", ["id": stage.trip, "title": "S"])
        stage.world.clock.advance(seconds: 3 * 86_400)
        #expect(await stage.world.caravan.trimLogs() > 0)
        let editor = Device(stage: stage, part: .editor)
        for base in [base, nil] {
            let change = Device.change(
                "update", "trip", stage.trip, ["title": "C"], base: base, at: "2030-12-31T00:00:00Z")
            #expect(try editor.push(change)["outcome"] == "conflict")
        }
        let now = try stage.revision("trip", stage.trip)
        let change = Device.change("update", "trip", stage.trip, ["title": "C"], base: now)
        #expect(try editor.push(change)["outcome"] == "applied")
    }

    // MARK: - Deleted

    @Test func deletedAgainstChanged() throws {
        let stop = stage.stops[0]
        let base = try stage.revision("destination", stop)
        _ = try stage[.owner].callNow("destinations.update", ["id": stop, "name": "S"])
        let gone = Device.change("delete", "destination", stop, base: base)
        let answer = try editor.push([gone])
        #expect(answer["receipts"]?.array.first?["outcome"] == "conflict")
        #expect(answer["conflicts"]?.array.first?["server_data"]?["name"] == "S")
        #expect(try editor.push(gone, policy: "server_wins")["outcome"] == "superseded")
        #expect(try editor.push(gone, policy: "client_wins")["outcome"] == "applied")
        #expect(stage[.owner].code("destinations.get", ["id": stop]) == .notFound)
        #expect(try stage.conflicts(of: .editor).isEmpty, "the policy decided the same conflict")
    }

    @Test func changedAgainstDeleted() throws {
        let stop = stage.stops[0]
        let made = try stage.get("destination", stop)
        _ = try stage[.owner].callNow("destinations.delete", ["id": stop])
        let change = Device.change("update", "destination", stop, ["name": "C"], base: made["revision"])
        #expect(try editor.push(change)["outcome"] == "conflict")
        #expect(
            try editor.push(Device.change("delete", "destination", stop, base: made["revision"]))["outcome"]
                == "superseded")
        #expect(try editor.push(change, policy: "server_wins")["outcome"] == "superseded")
        let receipt = try editor.push(change, policy: "client_wins")
        let back = try stage.get("destination", stop)
        #expect(receipt["outcome"] == "applied" && back["name"] == "C" && back["revision"] == receipt["revision"])
        #expect(back["created_at"] == made["created_at"] && back["order"] == 1)
        try stage.world.expectSoundLogs()
        let act = Device.change("update", "activity", stage.acts[0], ["title": "C"], base: 1)
        #expect(try editor.push(act, policy: "client_wins")["outcome"] == "applied")
    }

    @Test(arguments: ["trip", "message"]) func whatStaysDeleted(kind: String) throws {
        let id = kind == "trip" ? stage.trip : stage.message(of: .editor)
        _ = try stage[.owner].callNow(kind == "trip" ? "trips.delete" : "chat.delete", ["id": id])
        let change = Device.change("update", kind, id, kind == "trip" ? ["title": "C"] : ["content": "C"], base: 1)
        #expect(try editor.push(change)["outcome"] == "conflict")
        #expect(try editor.push(change, policy: "client_wins")["outcome"] == "rejected")
        let former = try Device(stage: stage, part: .former).push(change)
        #expect(former["outcome"] == "rejected" && former["code"] == "not_found")
    }

    // MARK: - Policies

    @Test(arguments: [
        ("manual", "conflict", "S", "", 1), ("server_wins", "merged", "S", "C", 0),
        ("client_wins", "applied", "C", "C", 0), ("merge", "conflict", "S", "C", 1),
    ])
    func policies(policy: String, outcome: String, title: String, description: String, open: Int) throws {
        let base = try trip()["revision"]
        try theirs(["title": "S"])
        let answer = try editor.push(
            [update(["title": "C", "description": "C"], base: base)], ["conflict_policy": policy.json])
        #expect(answer["receipts"]?.array.first?["outcome"] == outcome.json)
        #expect(try trip()["title"] == title.json && trip()["description"] == description.json)
        #expect(answer["conflicts"]?.array.count == 1)
        #expect(try stage.conflicts(of: .editor).count == open)
    }

    @Test func clientWinsKeepsWhatItDoesNotTouch() throws {
        let base = try trip()["revision"]
        try theirs(["title": "S", "currency": "USD"])
        let change = update(["title": "C"], base: base)
        #expect(try editor.push(change, policy: "server_wins")["outcome"] == "superseded")
        #expect(try editor.push(change, policy: "client_wins")["outcome"] == "merged")
        #expect(try trip()["currency"] == "USD")
    }

    // MARK: - Resolving

    private func clash() throws -> JSONValue {
        let base = try trip()["revision"]
        try theirs(["title": "S"])
        let answer = try editor.push([update(["title": "C", "description": "C"], base: base)])
        return answer["conflicts"]?.array.first?["conflict_id"] ?? .null
    }

    @Test(arguments: [
        ("server_wins", "S", ""), ("client_wins", "C", "C"), ("merge", "By hand", ""), ("manual", "By hand", ""),
    ])
    func resolvedOnce(strategy: String, title: String, description: String) throws {
        let data: JSONObject =
            strategy.hasSuffix("wins") ? [:] : ["resolved_data": ["title": "By hand"]]
        let params = (["conflict_id": try clash(), "resolution_strategy": strategy.json, "notes": "n"] as JSONObject)
            .with(data)
        let first = try stage[.editor].callNow("sync.resolve", params)
        #expect(try first["entity"]?["title"] == title.json && trip()["description"] == description.json)
        #expect(first["entity"]?["role"] == "editor" && first["revision"] == first["entity"]?["revision"])
        try theirs(["title": "Later"])
        let entries = try stage.world.log(of: stage.trip).count
        #expect(try stage[.editor].callNow("sync.resolve", params)["entity"]?["title"] == "Later")
        #expect(try stage.world.log(of: stage.trip).count == entries && stage.conflicts(of: .editor).isEmpty)
        if strategy == "client_wins" {
            #expect(try stage.world.log(of: stage.trip).contains { $0.clientID == "phone" })
        }
    }

    /// Another decision must not seem to be taken.
    @Test func decidedOtherwiseIsRefused() throws {
        let params: JSONObject = ["conflict_id": try clash(), "resolution_strategy": "manual"]
        #expect(stage[.editor].fields("sync.resolve", params.with(["resolved_data": [:]])) == ["resolved_data"])
        #expect(
            stage[.editor].fields("sync.resolve", params.with(["resolved_data": ["tiltle": "X"]])) == ["resolved_data"])
        let first = params.with(["resolved_data": ["title": "Phone"]])
        #expect(stage[.editor].code("sync.resolve", first) == nil && stage[.editor].code("sync.resolve", first) == nil)
        #expect(stage[.editor].code("sync.resolve", params.with(["resolved_data": ["title": "Tablet"]])) == .conflict)
        #expect(stage[.editor].code("sync.resolve", params.with(["resolution_strategy": "server_wins"])) == .conflict)
        #expect(try trip()["title"] == "Phone")
    }

    @Test func whoMayResolve() throws {
        let conflict = try clash()
        let params: JSONObject = ["conflict_id": conflict, "resolution_strategy": "client_wins"]
        #expect(stage[.owner].code("sync.resolve", params) == .notFound)
        #expect(
            stage[.editor].fields("sync.resolve", params.with(["resolution_strategy": "merge"])) == ["resolved_data"])
        let bad: JSONObject = ["resolution_strategy": "manual", "resolved_data": ["title": 5]]
        #expect(stage[.editor].fields("sync.resolve", params.with(bad)) == ["resolved_data.title"])
        let member: JSONObject = ["trip_id": stage.trip, "user_id": stage.id(.editor)]
        _ = try stage[.owner].callNow("members.update", member.with(["role": "viewer"]))
        #expect(stage[.editor].code("sync.resolve", params) == .forbidden)
        _ = try stage[.owner].callNow("members.remove", member)
        #expect(stage[.editor].code("sync.resolve", params) == .notFound)
        #expect(try stage.conflicts(of: .editor).isEmpty)
    }

    @Test func aChangeThatComesAgainMeetsTheSameConflict() throws {
        let base = try trip()["revision"]
        try theirs(["title": "S"])
        let change = update(["title": "C"], base: base)
        let first = try editor.push(change)["conflict_id"]
        #expect(try editor.push(change)["conflict_id"] == first && stage.conflicts(of: .editor).count == 1)
    }

    @Test func theWordsOfADeletedMessageAreInNoConflict() throws {
        let message = try stage[.editor].say("first secret", in: stage.trip)
        _ = try stage[.editor].callNow("chat.edit", ["id": message, "content": "second secret"])
        let change = Device.change("update", "message", message, ["content": "third secret"], base: 1)
        let conflict = try editor.push(change)["conflict_id"] ?? .null
        let decision: JSONObject = [
            "conflict_id": conflict, "resolution_strategy": "manual", "resolved_data": ["content": "fourth secret"],
        ]
        let decided = try stage[.editor].callNow("sync.resolve", decision.keyed("k"))
        #expect(decided["entity"]?["content"] == "fourth secret")
        #expect(try stage[.editor].callNow("sync.resolve", decision.keyed("k")) == decided)
        _ = try stage[.owner].callNow("chat.delete", ["id": message])
        #expect(try stage[.editor].callNow("sync.resolve", decision.keyed("k"))["entity"] == .null)
        for (table, rows) in try stage.world.snapshot() {
            #expect(!rows.contains { "\($0)".contains("secret") }, "\(table)")
        }
    }
}
