import CaravanCore
import CaravanInProcess
import CaravanProtocol
import TestSupport
import Testing

/// Who calls too often is told when he may call again.
@Suite struct RateLimitTests {
    private func world(writes: Int = 1000, auth: Int = 1000) throws -> TestWorld {
        var settings = Settings()
        settings.rateLimits = RateLimits(
            writes: .init(count: writes, seconds: 60), auth: .init(count: auth, seconds: 60))
        return try CaravanCoreTests.world(settings: settings)
    }

    /// Calls until it is refused, and says how often it was not.
    private func exhaust(_ max: Int = 50, _ call: () -> Failure?) -> (passed: Int, failure: Failure?) {
        for passed in 0..<max {
            if let failure = call(), failure.code == .rateLimited { return (passed, failure) }
        }
        return (max, nil)
    }

    @Test func writesAreCountedPerUserAndRegained() throws {
        let world = try world(writes: 6)
        let (ann, bob) = (try world.person("ann"), try world.person("bob"))
        let update: JSONObject = ["bio": "x"]
        let first = exhaust { ann.failure("users.update_me", update) }
        #expect(first.passed == 6)
        #expect(first.failure?.retryAfterSeconds == 10)
        #expect(ann.code("users.me") == nil, "reading is not counted")
        #expect(bob.code("users.update_me", update) == nil, "another user is not")
        world.clock.advance(seconds: 9)
        #expect(ann.failure("users.update_me", update)?.retryAfterSeconds == 1)
        world.clock.advance(seconds: 1)
        #expect(ann.code("users.update_me", update) == nil)
        #expect(ann.code("users.update_me", update) == .rateLimited)
        world.clock.advance(seconds: 30)
        #expect(exhaust { ann.failure("users.update_me", update) }.passed == 3)
        world.clock.advance(seconds: 100_000)
        #expect(exhaust { ann.failure("users.update_me", update) }.passed == 6, "no more than it holds")
    }

    @Test func everySessionOfAUserCountsTogether() throws {
        let world = try world(writes: 4)
        _ = try world.person("ann")
        let tokens = try (0..<2).map { _ in
            try world.peer().callNow("auth.login", ["username": "ann", "password": "correct horse"])
        }
        let peers = tokens.map { world.bearer($0["access"]) }
        var turn = 0
        let result = exhaust {
            turn += 1
            return peers[turn % 2].failure("users.update_me", ["bio": "\(turn)".json])
        }
        #expect(result.passed == 4)
    }

    @Test(arguments: ["auth.login", "auth.register", "auth.refresh", "auth.reset_password", "auth.confirm_reset"])
    func callsAboutAccountsAreCountedByAddress(operation: String) throws {
        let world = try world(auth: 5)
        let params: JSONObject = [
            "username": "ann", "email": "ann@example.com", "password": "correct horse", "refresh": "AAAA",
            "token": "AAAA",
        ]
        func call(from address: String) -> Failure? {
            let call = Call(
                operation, input: CallInput(body: params), requestID: "r", transport: "test", address: address)
            return world.caravan.performNow(call).failure
        }
        let result = exhaust { call(from: "192.0.2.1") }
        #expect(result.passed == 5)
        #expect(result.failure?.retryAfterSeconds == 12)
        #expect(call(from: "192.0.2.2")?.code != .rateLimited)
        world.clock.advance(seconds: 12)
        #expect(exhaust { call(from: "192.0.2.1") }.passed == 1)
    }

    @Test func aRefusedCallChangesNothing() throws {
        let world = try world(writes: 1)
        let ann = try world.person("ann")
        _ = try ann.makeTrip()
        let before = try world.snapshot()
        #expect(throws: Failure.self) { try ann.makeTrip() }
        #expect(try world.snapshot() == before)
    }

    @Test(arguments: ["ann", "nobody"]) func wrongPasswordsAreThrottledByAccount(name: String) throws {
        let world = try world()
        _ = try world.person("ann")
        _ = try world.person("bob")
        func wrong(_ name: String) -> Failure? {
            world.peer().failure("auth.login", ["username": name.json, "password": "wrong"])
        }
        let result = exhaust { wrong(name) }
        #expect(result.passed == 10)
        #expect((result.failure?.retryAfterSeconds ?? 0) > 0)
        #expect(wrong(name.uppercased())?.code == .rateLimited, "whatever the case")
        #expect(world.peer().code("auth.login", ["username": name.json, "password": "correct horse"]) == .rateLimited)
        #expect(world.peer().code("auth.login", ["username": "bob", "password": "correct horse"]) == nil)
        world.clock.advance(seconds: Int64(result.failure?.retryAfterSeconds ?? 0))
        #expect(
            world.peer().code("auth.login", ["username": name.json, "password": "correct horse"])
                == (name == "ann" ? nil : .unauthenticated))
    }

    @Test func guessingThePresentPasswordIsThrottledToo() throws {
        let world = try world()
        let ann = try world.person("ann")
        let result = exhaust {
            ann.failure("auth.change_password", ["current_password": "wrong", "new_password": "battery staple"])
        }
        #expect(result.passed == 10)
        #expect(
            ann.code("auth.change_password", ["current_password": "correct horse", "new_password": "battery staple"])
                == .rateLimited)
    }

    @Test func rightPasswordsAreNotCounted() throws {
        let world = try world()
        _ = try world.person("ann")
        for _ in 0..<30 {
            #expect(world.peer().code("auth.login", ["username": "ann", "password": "correct horse"]) == nil)
        }
    }

    @Test func offIsOff() throws {
        let world = try CaravanCoreTests.world(settings: .unlimited)
        _ = try world.person("ann")
        let result = exhaust(200) { world.peer().failure("auth.login", ["username": "ann", "password": "wrong"]) }
        #expect(result.passed == 200)
    }
}
