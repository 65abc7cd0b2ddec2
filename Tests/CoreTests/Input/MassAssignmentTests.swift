import CaravanCore
import CaravanInProcess
import CaravanProtocol
import TestSupport
import Testing

/// Fields that are the server's are ignored in input, never obeyed.
@Suite struct MassAssignmentTests {
    private static let forged: JSONObject = [
        "revision": 99, "created_at": "2001-01-01T00:00:00Z", "updated_at": "2001-01-01T00:00:00Z",
        "deleted_at": "2001-01-01T00:00:00Z", "creator": "0190a9c4-5b1d-7cc0-8000-00000000beef", "member_count": 77,
        "role": "viewer", "joined_at": "2001-01-01T00:00:00Z", "invited_by": "0190a9c4-5b1d-7cc0-8000-00000000beef",
        "completed_at": "2001-01-01T00:00:00Z", "completed_by": "0190a9c4-5b1d-7cc0-8000-00000000beef",
        "email": "forged@example.com", "date_joined": "2001-01-01T00:00:00Z", "last_login": "2001-01-01T00:00:00Z",
        "avatar": "https://example.com/x.png", "is_active": false, "is_staff": true, "password": "forged password",
        "user": ["username": "forged"], "last_synced_at": "2001-01-01T00:00:00Z",
        "sender": "0190a9c4-5b1d-7cc0-8000-00000000beef", "room_id": "0190a9c4-5b1d-7cc0-8000-00000000beef",
        "is_edited": 1, "is_deleted": true, "sent_revision": 0, "attachment": ["url": "https://example.com/x"],
    ]

    /// What an answer shows of the forged fields.
    private func obeyed(_ answer: JSONValue, except fields: [String] = []) -> [String] {
        Self.forged.members.map(\.name).filter { name in
            !fields.contains(name) && answer[name] != nil && answer[name] == Self.forged[name]
        }
    }

    @Test(arguments: [
        "trips.create", "trips.update", "trips.replace", "destinations.create", "destinations.update",
        "destinations.replace", "activities.create", "activities.update", "activities.replace", "users.update_me",
        "users.replace_me", "chat.send", "chat.edit",
    ]) func forgedFieldsAreIgnored(operation: String) throws {
        let stage = try Stage()
        let params = try #require(stage.params(operation))
        let answer = try stage[.owner].callNow(operation, Self.forged.with(params))
        #expect(obeyed(answer) == [])
        #expect(answer["password"] == nil && answer["is_active"] == nil && answer["deleted_at"] == nil)
    }

    /// An entity stays where it is, and whose it is.
    @Test(arguments: ["update", "replace"]) func nothingMovesToAnotherTrip(verb: String) throws {
        let stage = try Stage()
        let other = stage.elsewhere
        let stop = try #require(stage.params("destinations." + verb)).with(["trip_id": other.trip])
        #expect(try stage[.owner].callNow("destinations." + verb, stop)["trip_id"] == stage.trip)
        let act = try #require(stage.params("activities." + verb)).with(["trip_id": other.trip])
        #expect(try stage[.owner].callNow("activities." + verb, act)["trip_id"] == stage.trip)
        #expect(try stage[.owner].all("destinations.list", ["trip_id": other.trip]).count == 1)
        #expect(try stage[.owner].all("activities.list", ["trip_id": other.trip]).count == 1)
    }

    @Test func aNewActivityIsInItsDestinationsTrip() throws {
        let stage = try Stage()
        let params = try #require(stage.params("activities.create")).with(["trip_id": stage.elsewhere.trip])
        #expect(try stage[.owner].callNow("activities.create", params)["trip_id"] == stage.trip)
    }

    @Test func membershipsAreTheServers() throws {
        let stage = try Stage()
        let params = try #require(stage.params("members.add"))
        let made = try stage[.owner].callNow("members.add", Self.forged.with(params))
        #expect(obeyed(made, except: ["role"]) == [])
        #expect(made["invited_by"] == stage.id(.owner))
        #expect(made["user_id"] == stage.newcomer)
        let changed = try stage[.owner].callNow(
            "members.update",
            Self.forged.with(["trip_id": stage.trip, "user_id": stage.newcomer, "role": "editor", "id": stage.trip]))
        #expect(changed["id"] == made["id"])
        #expect(obeyed(changed, except: ["role"]) == [])
    }

    @Test func registeringMakesAnOrdinaryAccount() throws {
        let world = try world()
        let peer = world.peer()
        let forged = Self.forged.with(["id": "0190a9c4-5b1d-7cc0-8000-00000000beef", "bio": "B"])
        let answer = try peer.callNow(
            "auth.register",
            forged.with(["email": "eve@example.com", "username": "eve", "password": "correct horse"]))
        let user = try #require(answer["user"])
        #expect(obeyed(user) == [] && user["id"] != "0190a9c4-5b1d-7cc0-8000-00000000beef" && user["bio"] == "")
        _ = try peer.callNow("auth.login", ["username": "eve", "password": "correct horse", "verified": "x"])
        #expect(try peer.callNow("users.me")["email"] == "eve@example.com")
    }

    /// A login cannot bring its own verdict.
    @Test func whatALoginFindsOutIsNoInput() throws {
        let world = try world()
        let ann = try world.person("ann")
        let user = try #require(try world.rows(Query<User>()).first)
        let params: JSONObject = [
            "username": "ann", "password": "wrong", "verified": try ann.ownID(), "hash": user.passwordHash.json,
            "new_hash": "$fast$1$mine now",
        ]
        #expect(world.peer().code("auth.login", params) == .unauthenticated)
        let change: JSONObject = [
            "current_password": "wrong", "new_password": "mine now!", "current_hash": user.passwordHash.json,
            "new_hash": "$fast$1$mine now!",
        ]
        #expect(ann.fields("auth.change_password", change) == ["current_password"])
    }
}
