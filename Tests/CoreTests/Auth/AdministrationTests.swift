import CaravanCore
import CaravanInProcess
import CaravanProtocol
import TestSupport
import Testing

/// What the operator does with accounts.
@Suite struct AdministrationTests {
    @Test func anAccountThatHeMakesIsAsAnyOther() throws {
        let world = try world()
        let user = try world.caravan.createUser(email: "Ann@example.com", username: "ann", password: "correct horse")
        let ann = world.peer()
        let login: JSONObject = ["email": "ann@example.com", "password": "correct horse"]
        #expect(try ann.callNow("auth.login", login)["user"]?["id"] == user.id.description.json)
        #expect(try ann.callNow("users.me")["revision"] == 1)
        _ = try ann.makeTrip()
        #expect(try world.caravan.users().map(\.id) == [user.id])
        try world.expectSoundLogs()
    }

    @Test(arguments: [
        ("ann@example.com", "other", "correct horse", FailureCode.alreadyExists, "email"),
        ("other@example.com", "ANN", "correct horse", .alreadyExists, "username"),
        ("nonsense", "other", "correct horse", .validationFailed, "email"),
        ("other@example.com", "x", "correct horse", .validationFailed, "username"),
        ("other@example.com", "other", "short", .validationFailed, "password"),
    ])
    func whatIsWrongIsNamed(
        _ wrong: (email: String, username: String, password: String, code: FailureCode, field: String)
    ) throws {
        let world = try world()
        _ = try world.person("ann")
        let failure = #expect(throws: Failure.self) {
            try world.caravan.createUser(email: wrong.email, username: wrong.username, password: wrong.password)
        }
        #expect(failure?.code == wrong.code && failure?.errors.map(\.field) == [wrong.field])
        #expect(try world.rows(Query<User>()).count == 1)
    }

    @Test func disablingEndsEverything() throws {
        let world = try world()
        let (ann, bob) = (try world.person("ann"), try world.person("bob"))
        #expect(try world.caravan.disableUser(email: "ANN@example.com").isActive == false)
        #expect(ann.code("users.me") == .unauthenticated)
        #expect(world.peer().code("auth.login", ["username": "ann", "password": "correct horse"]) == .forbidden)
        let open = try world.rows(Query<Session>(.isNull(\.endedAt)))
        #expect(Set(open.compactMap(\.userID.description.json.string)) == [try bob.ownID().string])
        let failure = #expect(throws: Failure.self) { try world.caravan.disableUser(email: "nobody@example.com") }
        #expect(failure?.code == .notFound)
        let closed = #expect(throws: Failure.self) { try world.caravan.operatorsUser("ann@example.com") }
        #expect(closed?.code == .forbidden)
    }

    @Test func hisOwnAccountIsMadeOnceAndHasNoPassword() throws {
        let world = try world()
        _ = try world.person("ann.x")
        let id = try world.caravan.operatorsUser("ann.x@other.example")
        #expect(try world.caravan.operatorsUser("ANN.X@other.example") == id)
        let operated = InProcessClient(world.caravan, credential: .user(id.bits))
        #expect(try operated.callNow("users.me")["username"] == "ann.x2")
        _ = try operated.makeActivity(try operated.makeStop(try operated.makeTrip()))
        for password in ["", "correct horse"] as [JSONValue] {
            let login: JSONObject = ["email": "ann.x@other.example", "password": password]
            #expect(world.peer().code("auth.login", login) == .unauthenticated)
        }
        try world.expectSoundLogs()
    }

    @Test(arguments: ["a@example.com", "\u{E9}@example.com", "a+b!c@example.com"])
    func anyAddressMakesAUsername(_ email: String) throws {
        let world = try world()
        let id = try world.caravan.operatorsUser(email)
        let name = try #require(try world.rows(Query<User>(.equals(\.id, id))).first?.username)
        #expect(Username(name) != nil)
    }
}
