import CaravanCore
import CaravanInProcess
import CaravanProtocol
import TestSupport
import Testing

/// Who belongs to a trip, and what becomes of his role.
@Suite struct MemberTests {
    private func add(_ stage: Stage, _ user: JSONValue, _ role: JSONValue = "viewer") -> Failure? {
        stage[.owner].failure("members.add", ["trip_id": stage.trip, "user_id": user, "role": role])
    }

    private func roles(_ stage: Stage) throws -> [String: String] {
        let members = try stage[.owner].all("members.list", ["trip_id": stage.trip], limit: 1)
        return Dictionary(members.map { ($0["user"]?["username"]?.string ?? "", $0["role"]?.string ?? "") }) { $1 }
    }

    @Test(arguments: ["editor", "viewer"]) func addingAnswersTheMembership(role: String) throws {
        let stage = try Stage()
        let made = try stage[.owner].callNow(
            "members.add", ["trip_id": stage.trip, "user_id": stage.newcomer, "role": role.json])
        #expect(made["trip_id"] == stage.trip && made["user_id"] == stage.newcomer && made["role"] == role.json)
        #expect(made["invited_by"] == stage.id(.owner) && made["user"]?["username"] == "newcomer")
        #expect(made["user"]?.object?.members.map(\.name) == ["id", "username", "first_name", "last_name", "avatar"])
        #expect(try stage[.viewer].all("members.list", ["trip_id": stage.trip]).last == made)
        let entry = try #require(try stage[.owner].all("trips.changes", ["id": stage.trip]).last)
        #expect(entry["type"] == "member.added" && entry["data"] == made && entry["revision"] == made["revision"])
        #expect(try stage.world.userLog(of: stage.newcomer).last?.type == .accessGranted)
        try stage.world.expectSoundLogs()
    }

    @Test func aMemberIsOneOnce() throws {
        let stage = try Stage()
        for part in [Part.editor, .viewer, .owner] {
            let failure = add(stage, stage.id(part))
            #expect(failure?.code == .alreadyExists && failure?.errors.map(\.field) == ["user_id"])
        }
        try stage.world.expectSoundLogs()
    }

    @Test func afterARemovalHeIsANewMember() throws {
        let stage = try Stage()
        let before = try stage.world.rows(Query<Membership>()).count
        #expect(add(stage, stage.id(.former), "editor") == nil)
        #expect(try stage.world.rows(Query<Membership>()).count == before + 1)
        #expect(try stage[.former].callNow("trips.get", ["id": stage.trip])["role"] == "editor")
        #expect(try roles(stage)["former"] == "editor")
        let types = try stage.world.userLog(of: stage.id(.former)).map(\.type).dropFirst()
        #expect(Array(types) == [.accessGranted, .accessRevoked, .accessGranted])
        try stage.world.expectSoundLogs()
    }

    @Test func nobodyIsMadeOwnerButByTransfer() throws {
        let stage = try Stage()
        #expect(add(stage, stage.newcomer, "owner")?.errors.map(\.field) == ["role"])
        let viewer: JSONObject = ["trip_id": stage.trip, "user_id": stage.id(.viewer)]
        #expect(stage[.owner].fields("members.update", viewer.with(["role": "owner"])) == ["role"])
        let owner: JSONObject = ["trip_id": stage.trip, "user_id": stage.id(.owner)]
        #expect(stage[.owner].code("members.update", owner.with(["role": "editor"])) == .conflict)
        #expect(stage[.owner].code("members.remove", owner) == .conflict)
        #expect(try roles(stage) == ["owner": "owner", "editor": "editor", "viewer": "viewer"])
    }

    @Test func aRoleChangesAtOnceAndTheSameRoleIsNoChange() throws {
        let stage = try Stage()
        let viewer: JSONObject = ["trip_id": stage.trip, "user_id": stage.id(.viewer)]
        let changed = try stage[.owner].callNow("members.update", viewer.with(["role": "editor"]))
        #expect(stage[.viewer].code("trips.update", ["id": stage.trip, "title": "By the new editor"]) == nil)
        let head = try stage[.owner].all("trips.changes", ["id": stage.trip]).count
        #expect(try stage[.owner].callNow("members.update", viewer.with(["role": "editor"])) == changed)
        #expect(try stage[.owner].all("trips.changes", ["id": stage.trip]).count == head)
        _ = try stage[.owner].callNow("members.update", viewer.with(["role": "viewer"]))
        #expect(stage[.viewer].code("trips.update", ["id": stage.trip, "title": "No more"]) == .forbidden)
        try stage.world.expectSoundLogs()
    }

    @Test(arguments: [Part.editor, .viewer]) func aMemberMayLeave(part: Part) throws {
        let stage = try Stage()
        let other = part == .editor ? Part.viewer : .editor
        #expect(stage[part].code("members.remove", ["trip_id": stage.trip, "user_id": stage.id(other)]) == .forbidden)
        #expect(stage[part].code("members.remove", ["trip_id": stage.trip, "user_id": stage.id(part)]) == nil)
        #expect(stage[part].code("members.remove", ["trip_id": stage.trip, "user_id": stage.id(part)]) == .notFound)
        #expect(stage[part].code("trips.get", ["id": stage.trip]) == .notFound)
        #expect(try stage[part].all("trips.list") == [])
        #expect(try stage[.owner].callNow("trips.get", ["id": stage.trip])["member_count"] == 2)
        #expect(try stage.world.userLog(of: stage.id(part)).last?.type == .accessRevoked)
        try stage.world.expectSoundLogs()
    }

    @Test func aTransferMakesTwoEntries() throws {
        let stage = try Stage()
        let head = try stage[.owner].all("trips.changes", ["id": stage.trip]).count
        let before = try stage[.owner].callNow("trips.get", ["id": stage.trip])
        let answer = try stage[.owner].callNow("trips.transfer", ["id": stage.trip, "user_id": stage.id(.viewer)])
        #expect(answer.without("role") == before.without("role") && answer["role"] == "editor")
        #expect(try roles(stage) == ["owner": "editor", "editor": "editor", "viewer": "owner"])
        let entries = try stage[.editor].all("trips.changes", ["id": stage.trip, "after": head.json])
        #expect(entries.map { $0["type"] } == ["member.updated", "member.updated"])
        #expect(Set(entries.compactMap { $0["data"]?["role"]?.string }) == ["owner", "editor"])
        #expect(stage[.owner].code("trips.delete", ["id": stage.trip]) == .forbidden)
        #expect(stage[.owner].code("members.remove", ["trip_id": stage.trip, "user_id": stage.id(.owner)]) == nil)
        #expect(
            stage[.viewer].code("trips.transfer", ["id": stage.trip, "user_id": stage.id(.owner)]) == .validationFailed)
        #expect(
            stage[.viewer].code("members.remove", ["trip_id": stage.trip, "user_id": stage.id(.viewer)]) == .conflict)
        try stage.world.expectSoundLogs()
    }

    @Test func nobodyDisabledBecomesOwner() throws {
        let stage = try Stage()
        _ = try stage.world.caravan.disableUser(email: "viewer@example.com")
        #expect(
            stage[.owner].code("trips.transfer", ["id": stage.trip, "user_id": stage.id(.viewer)]) == .validationFailed)
    }

    @Test func aTransferToOneselfIsNone() throws {
        let stage = try Stage()
        let before = try stage.world.snapshot()
        let answer = try stage[.owner].callNow("trips.transfer", ["id": stage.trip, "user_id": stage.id(.owner)])
        #expect(answer["role"] == "owner")
        #expect(try stage.world.snapshot() == before)
    }

    /// Whatever happens in whatever order, the count is how many there are, and one of them is the owner.
    @Test(arguments: 1...4) func theCountIsRightUnderAnySequence(seed: UInt64) throws {
        let stage = try Stage()
        var random = SeededGenerator(seed: seed)
        let everybody = [Part.owner, .editor, .viewer, .former, .outsider]
        for _ in 0..<80 {
            guard let who = everybody.randomElement(using: &random), let whom = everybody.randomElement(using: &random),
                let role = ["owner", "editor", "viewer"].randomElement(using: &random)
            else { continue }
            let params: JSONObject = [
                "trip_id": stage.trip, "id": stage.trip, "user_id": stage.id(whom), "role": role.json,
            ]
            let operation =
                ["members.add", "members.add", "members.update", "members.remove", "trips.transfer"]
                .randomElement(using: &random) ?? ""
            // A member's own id is the server's to give.
            let code = stage[who].code(operation, operation == "members.add" ? params.without("id") : params)
            #expect(code != .internal && code != .unavailable, "\(operation)")
        }
        try stage.world.expectSoundLogs()
        let trip = try #require(try stage.world.rows(Query<Trip>(.equals(\.title, "Lisbon"))).first)
        let members = try stage.world.rows(Query<Membership>(.equals(\.tripID, trip.id), .isNull(\.deletedAt)))
        let owner = try #require(
            everybody.first { part in
                members.contains { $0.role == .owner && $0.userID.description.json == stage.id(part) }
            })
        #expect(try stage[owner].all("members.list", ["trip_id": stage.trip]).count == trip.memberCount)
    }

    @Test func settingsOfATripGoBeforeOnesOwn() throws {
        let stage = try Stage()
        let (viewer, trip) = (stage[.viewer], stage.trip)
        #expect(try viewer.callNow("trips.settings", ["id": trip]) == ["notify": "all", "reminder_minutes": 60])
        _ = try viewer.callNow("users.update_settings", ["notify": "mentions", "reminder_minutes": 0])
        #expect(try viewer.callNow("trips.settings", ["id": trip]) == ["notify": "mentions", "reminder_minutes": 0])
        let answer = try viewer.callNow("trips.update_settings", ["id": trip, "reminder_minutes": 20_160])
        #expect(answer == ["notify": "mentions", "reminder_minutes": 20_160])
        _ = try viewer.callNow("users.update_settings", ["notify": "none", "reminder_minutes": 5])
        #expect(try viewer.callNow("trips.settings", ["id": trip]) == ["notify": "none", "reminder_minutes": 20_160])
        #expect(try viewer.callNow("users.settings") == ["notify": "none", "reminder_minutes": 5])
    }
}
