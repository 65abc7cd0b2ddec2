import CaravanCore
import CaravanInProcess
import CaravanProtocol
import TestSupport
import Testing

/// Who comes in, and what those learn who do not.
@Suite struct LoginTests {
    @Test(
        arguments: [
            ["username": "ann"], ["username": "ANN"], ["email": "ann@example.com"], ["email": "Ann@EXAMPLE.com"],
            ["email": .null, "username": "ann"],
        ] as [JSONObject]) func anyCaseOfEitherName(_ name: JSONObject) throws
    {
        let world = try world()
        _ = try world.person("ann")
        let peer = world.peer()
        let answer = try peer.callNow("auth.login", name.with(["password": "correct horse"]))
        #expect(try peer.callNow("users.me") == answer["user"])
        #expect(answer["user"]?["last_login"] != .null)
    }

    @Test(
        arguments: [
            ["username": "ann", "password": "correct hors"], ["username": "ann", "password": ""],
            ["username": "ann", "password": "Correct horse"], ["username": "nobody", "password": "correct horse"],
            ["email": "nobody@example.com", "password": "correct horse"],
            ["email": "ann", "password": "correct horse"],
            ["username": "ann@example.com", "password": "correct horse"], ["username": "", "password": ""],
            ["username": "ann", "password": "correct horse\u{0}"],
        ] as [JSONObject]) func aWrongNameAndAWrongPasswordAreTheSame(_ params: JSONObject) throws
    {
        let world = try world()
        _ = try world.person("ann")
        let before = try world.snapshot()
        let failure = world.peer().failure("auth.login", params)
        #expect(failure?.code == .unauthenticated)
        #expect(failure?.detail == world.peer().failure("auth.login", ["username": "x", "password": "x"])?.detail)
        #expect(failure?.errors.isEmpty == true)
        #expect(try world.snapshot() == before)
    }

    @Test func oneOfTheNamesIsNeeded() throws {
        let peer = try world().peer()
        #expect(peer.code("auth.login", ["password": "correct horse"]) == .validationFailed)
        #expect(peer.code("auth.login", ["email": .null, "password": "correct horse"]) == .validationFailed)
    }

    @Test func aDisabledAccountIsOut() throws {
        let world = try world()
        let ann = try world.person("ann")
        let tokens = try world.peer().callNow("auth.login", ["username": "ann", "password": "correct horse"])
        try disable("ann", in: world)
        let peer = world.peer()
        #expect(peer.code("auth.login", ["username": "ann", "password": "correct horse"]) == .forbidden)
        #expect(peer.code("auth.login", ["username": "ann", "password": "wrong"]) == .unauthenticated)
        #expect(peer.code("auth.refresh", ["refresh": tokens["refresh"] ?? .null]) == .unauthenticated)
        #expect(ann.code("users.me") == .unauthenticated)
        #expect(world.bearer(tokens["access"]).code("users.me") == .unauthenticated)
        #expect(
            ann.code("auth.change_password", ["current_password": "correct horse", "new_password": "battery staple"])
                == .unauthenticated)
        let id = try #require(try world.rows(Query<User>()).first?.id)
        let operated = InProcessClient(world.caravan, credential: .user(id.bits))
        #expect(operated.code("users.me") == .unauthenticated)
    }

    private func disable(_ name: String, in world: TestWorld) throws {
        try world.storage.writeNow { tx in
            var user = try #require(try tx.first(Query(.equals(\User.username, name))))
            user.isActive = false
            try tx.update(user, User.fields.mask(\.isActive))
        }
    }

    @Test func disabledPeopleAreNeitherFoundNorAdded() throws {
        let world = try world()
        let (ann, bob) = (try world.person("ann"), try world.person("bob"))
        let (trip, bobID) = (try ann.makeTrip(), try bob.ownID())
        try disable("bob", in: world)
        #expect(try ann.all("users.search", ["q": "bob"]) == [])
        #expect(ann.code("users.get", ["id": bobID]) == .notFound)
        #expect(ann.fields("members.add", ["trip_id": trip, "user_id": bobID, "role": "viewer"]) == ["user_id"])
    }

    @Test func theHashIsRenewedWhenTheFiguresRise() throws {
        let world = try world()
        _ = try world.person("ann")
        let risen = try TestWorld(world.storage, seed: 2, hasher: FastHasher(figures: 2))
        #expect(risen.peer().code("auth.login", ["username": "ann", "password": "wrong"]) == .unauthenticated)
        #expect(try world.rows(Query<User>()).first?.passwordHash == "$fast$1$correct horse")
        #expect(risen.peer().code("auth.login", ["username": "ann", "password": "correct horse"]) == nil)
        #expect(try world.rows(Query<User>()).first?.passwordHash == "$fast$2$correct horse")
        #expect(risen.peer().code("auth.login", ["username": "ann", "password": "correct horse"]) == nil)
    }

    @Test func accessTokensEndByTheClock() throws {
        let world = try world()
        _ = try world.person("ann")
        let tokens = try world.peer().callNow("auth.login", ["username": "ann", "password": "correct horse"])
        let ann = world.bearer(tokens["access"])
        world.clock.advance(seconds: 899)
        #expect(ann.code("users.me") == nil)
        world.clock.advance(seconds: 2)
        #expect(ann.code("users.me") == .unauthenticated)
    }

    @Test(arguments: ["", "x", "a.b.c", "a.b.c.d.e.f"]) func aForgedTokenIsNobodys(_ token: String) throws {
        let world = try world()
        let tokens = try world.peer().callNow(
            "auth.register", ["email": "a@example.com", "username": "ann", "password": "correct horse"])
        #expect(world.bearer(token.json).code("users.me") == .unauthenticated)
        let changed = (tokens["access"]?.string ?? "") + token
        #expect((world.bearer(changed.json).code("users.me") == nil) == token.isEmpty)
    }
}
