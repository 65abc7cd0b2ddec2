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

    /// Both names of an account, and the change of its password, share one count.
    @Test func wrongPasswordsAreCountedByAccountUnderEachOfItsNames() throws {
        let world = try world()
        let ann = try world.person("ann")
        let names: [JSONObject] = [["username": "ann"], ["email": "ann@example.com"], ["email": "ANN@example.com"]]
        for turn in 0..<9 {
            let name = names[turn % 3]
            #expect(world.peer().code("auth.login", name.with(["password": "wrong"])) == .unauthenticated)
        }
        let change: JSONObject = ["current_password": "wrong", "new_password": "battery staple"]
        #expect(ann.code("auth.change_password", change) == .validationFailed)
        for name in names {
            #expect(world.peer().code("auth.login", name.with(["password": "correct horse"])) == .rateLimited)
        }
        #expect(ann.code("auth.change_password", change) == .rateLimited)
    }

    /// A name that is typed like what an account is counted under counts for itself.
    @Test func aTypedNameIsNoAccounts() throws {
        let world = try world()
        let id = try world.person("ann").ownID().string ?? ""
        for name in ["account \(id)", id, "name ann"] {
            let result = exhaust { world.peer().failure("auth.login", ["username": name.json, "password": "wrong"]) }
            #expect(result.passed == 10)
        }
        #expect(world.peer().code("auth.login", ["username": "ann", "password": "correct horse"]) == nil)
    }

    /// Who fails under ever new names wins no further guesses at the one that he is after.
    @Test func manyNamesDoNotMakeAnAccountForgotten() throws {
        let world = try world(auth: 1_000_000)
        _ = try world.person("ann")
        func wrong(_ name: String) -> FailureCode? {
            world.peer().code("auth.login", ["username": name.json, "password": "wrong"])
        }
        #expect(exhaust { world.peer().failure("auth.login", ["username": "ann", "password": "wrong"]) }.passed == 10)
        for number in 0..<20_050 { _ = wrong("name-\(number)") }
        #expect(wrong("ann") == .rateLimited)
    }

    /// Somebody with one IPv6 connection has 2^64 addresses.
    @Test(arguments: [
        ("2001:db8:1:2::1", "2001:db8:1:2:ffff:0:1:9", true), ("2001:db8:1:2::1", "2001:DB8:1:2::2", true),
        ("2001:db8:1:2::1", "2001:db8:1:3::1", false), ("2001:db8::1", "2001:db8::2:1:0:0:0", false),
        ("2001:db8::1", "2001:db8::2:1:0:0", true),
        ("2001:db8::1", "2001:db8:0:1::1", false), ("::1", "::2", true),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::", true),
        ("::ffff:192.0.2.1", "192.0.2.1", true), ("::ffff:192.0.2.1", "::ffff:192.0.2.2", false),
        ("192.0.2.1", "192.0.2.2", false),
    ])
    func addressesOfOneNetworkCountTogether(_ one: String, _ other: String, _ isSame: Bool) throws {
        let world = try world(auth: 1)
        func code(_ address: String) -> FailureCode? {
            let call = Call("auth.refresh", requestID: "r", transport: "test", address: address)
            return world.caravan.performNow(call).failure?.code
        }
        #expect(code(one) == .validationFailed)
        #expect(code(other) == (isSame ? .rateLimited : .validationFailed))
    }

    /// As many addresses as one likes cost no more a call than few: with one of 20 000 keys regained at each call, none of
    /// them may look at all.
    @Test func manyAddressesCostNoMoreThanFew() throws {
        var settings = Settings()
        settings.rateLimits = RateLimits(writes: nil, auth: .init(count: 1, seconds: 20_000))
        let world = try CaravanCoreTests.world(settings: settings)
        func call(_ number: Int) -> FailureCode? {
            let call = Call("auth.refresh", requestID: "r", transport: "test", address: "192.0.2.\(number)")
            return world.caravan.performNow(call).failure?.code
        }
        func time(_ numbers: Range<Int>) -> Duration {
            ContinuousClock().measure {
                for number in numbers {
                    world.clock.advance(seconds: 1)
                    #expect(call(number) == .validationFailed)
                }
            }
        }
        let few = time(0..<4000)
        _ = time(4000..<20_000)
        let many = time(20_000..<24_000)
        #expect(many < few * 40, "\(few), then \(many)")
        #expect(call(23_999) == .rateLimited)
    }

    @Test func eachCallThatCountsTellsHowItsCallerStands() throws {
        let world = try world(writes: 3, auth: 5)
        let ann = try world.person("ann")
        func state(_ operation: String, _ params: JSONObject) -> RateLimitState? {
            let call = Call(
                operation, input: CallInput(params: params, pathNames: []), credential: ann.credential, requestID: "r",
                transport: "test", address: "192.0.2.1")
            return world.caravan.performNow(call).rateLimit
        }
        func writes(_ remaining: Int, _ reset: Int) -> RateLimitState {
            RateLimitState(policy: "writes", quota: 3, windowSeconds: 60, remaining: remaining, resetSeconds: reset)
        }
        #expect(state("users.me", [:]) == nil)
        #expect(state("users.update_me", ["bio": "x"]) == writes(2, 20))
        #expect(state("users.update_me", ["bio": 5]) == writes(1, 40), "a refusal counts")
        #expect(state("trips.plan", ["id": "x"]) == writes(0, 60))
        #expect(state("trips.plan", ["id": "x"]) == writes(0, 60), "what is not taken does not")
        world.clock.advance(seconds: 20)
        #expect(state("users.update_me", ["bio": "x"]) == writes(0, 60))
        world.clock.advance(seconds: 50)
        #expect(state("users.update_me", ["bio": "y"]) == writes(1, 30))
        #expect(state("auth.refresh", [:])?.policy == "auth")
        #expect(state("auth.refresh", [:])?.remaining == 3)
    }

    /// A wall clock may jump back; nobody waits until it is where it was.
    @Test func aClockThatJumpsBackHoldsNobodyUp() throws {
        let world = try world(writes: 2)
        let ann = try world.person("ann")
        #expect(exhaust { ann.failure("users.update_me", ["bio": "x"]) }.passed == 2)
        world.clock.advance(seconds: -600)
        #expect(ann.failure("users.update_me", ["bio": "x"])?.retryAfterSeconds == 30)
        world.clock.advance(seconds: 31)
        #expect(ann.failure("users.update_me", ["bio": "x"]) == nil)
    }
}
