import CaravanCore
import CaravanInProcess
import CaravanProtocol
import TestSupport
import Testing

/// A password is changed with the present one, or reset by mail.
@Suite struct PasswordTests {
    private static let new: JSONValue = "battery staple"

    private func login(_ world: TestWorld, _ password: JSONValue = "correct horse") throws(Failure) -> JSONValue {
        try world.peer().callNow("auth.login", ["username": "ann", "password": password])
    }

    private func loginCode(_ world: TestWorld, _ password: JSONValue) -> FailureCode? {
        world.peer().code("auth.login", ["username": "ann", "password": password])
    }

    private func codes(_ world: TestWorld, _ tokens: JSONValue) -> [FailureCode?] {
        [
            world.bearer(tokens["access"]).code("users.me"),
            world.peer().code("auth.refresh", ["refresh": tokens["refresh"] ?? .null]),
        ]
    }

    /// The token in the last message.
    private func mailedToken(_ world: TestWorld) throws -> JSONValue {
        let message = try #require(world.mailer.messages.last)
        let line = try #require(message.text.split(separator: "\n").first { $0.hasPrefix("token: ") })
        return String(line.dropFirst("token: ".count)).json
    }

    private func confirm(_ world: TestWorld, _ token: JSONValue, _ password: JSONValue = new) -> Failure? {
        world.peer().failure("auth.confirm_reset", ["token": token, "password": password])
    }

    @Test func aChangeEndsTheOtherSessions() throws {
        let world = try world()
        let ann = try world.person("ann")
        let (mine, other) = (try login(world), try login(world))
        let own = world.bearer(mine["access"])
        #expect(
            own.code("auth.change_password", ["current_password": "correct horse", "new_password": Self.new]) == nil)
        #expect(codes(world, mine) == [nil, nil])
        #expect(codes(world, other) == [.unauthenticated, .unauthenticated])
        #expect(ann.code("users.me") == .unauthenticated)
        #expect(loginCode(world, "correct horse") == .unauthenticated)
        #expect(loginCode(world, Self.new) == nil)
    }

    @Test func aWrongPresentOneIsNamed() throws {
        let world = try world()
        let ann = try world.person("ann")
        let other = try login(world)
        let before = try world.snapshot()
        for wrong in ["wrong", "", "Correct horse"] as [JSONValue] {
            let failure = ann.failure("auth.change_password", ["current_password": wrong, "new_password": Self.new])
            #expect(failure?.code == .validationFailed && failure?.errors.map(\.field) == ["current_password"])
        }
        #expect(
            ann.fields("auth.change_password", ["current_password": "correct horse", "new_password": "short"]) == [
                "new_password"
            ])
        #expect(try world.snapshot() == before)
        #expect(codes(world, other) == [nil, nil])
    }

    @Test func aResetByMailFromEndToEnd() async throws {
        let world = try world(mailer: RecordingMailer(failures: 2))
        let ann = try world.person("ann")
        let tokens = try login(world)
        #expect(try world.peer().callNow("auth.reset_password", ["email": "ANN@example.com"]) == .null)
        #expect(await world.caravan.runDueJobs() == 0, "the mailer fails")
        #expect(await world.caravan.runDueJobs() == 0, "it is not tried at once again")
        world.clock.advance(seconds: 31)
        #expect(await world.caravan.runDueJobs() == 0, "it fails again")
        world.clock.advance(seconds: 31)
        #expect(await world.caravan.runDueJobs() == 0, "it waits longer")
        world.clock.advance(seconds: 30)
        #expect(await world.caravan.runDueJobs() == 1)
        #expect(world.mailer.messages.map(\.to) == ["ann@example.com"])
        #expect(await world.caravan.runDueJobs() == 0, "once")

        let token = try mailedToken(world)
        #expect(confirm(world, token, "short")?.errors.map(\.field) == ["password"])
        #expect(confirm(world, token)?.code == nil)
        #expect(codes(world, tokens) == [.unauthenticated, .unauthenticated])
        #expect(ann.code("users.me") == .unauthenticated)
        #expect(loginCode(world, "correct horse") == .unauthenticated)
        #expect(loginCode(world, Self.new) == nil)
        #expect(confirm(world, token, "another one")?.errors.map(\.field) == ["token"], "once")
        #expect(loginCode(world, Self.new) == nil)
    }

    @Test func nobodyLearnsWhoHasAnAccount() async throws {
        let world = try world()
        _ = try world.person("ann")
        let before = try world.snapshot()
        #expect(try world.peer().callNow("auth.reset_password", ["email": "nobody@example.com"]) == .null)
        #expect(try world.snapshot() == before)
        #expect(await world.caravan.runDueJobs() == 0)
        #expect(world.mailer.messages.isEmpty)
    }

    @Test(arguments: [(3590, true), (3601, false)] as [(Int64, Bool)])
    func aTokenEndsAfterAnHour(_ wait: (seconds: Int64, works: Bool)) async throws {
        let world = try world()
        _ = try world.person("ann")
        _ = try world.peer().callNow("auth.reset_password", ["email": "ann@example.com"])
        #expect(await world.caravan.runDueJobs() == 1)
        let token = try mailedToken(world)
        world.clock.advance(seconds: wait.seconds)
        #expect((confirm(world, token) == nil) == wait.works)
        #expect((loginCode(world, Self.new) == nil) == wait.works)
    }

    @Test func aMailThatComesTooLateIsNotSent() async throws {
        let world = try world()
        _ = try world.person("ann")
        _ = try world.peer().callNow("auth.reset_password", ["email": "ann@example.com"])
        world.clock.advance(seconds: 3601)
        #expect(await world.caravan.runDueJobs() == 1)
        #expect(world.mailer.messages.isEmpty)
    }

    @Test func aMailerThatNeverWorksIsGivenUp() async throws {
        let world = try world(mailer: RecordingMailer(failures: .max))
        _ = try world.person("ann")
        _ = try world.peer().callNow("auth.reset_password", ["email": "ann@example.com"])
        var rounds = 0
        while try !world.rows(Query<Job>()).isEmpty, rounds < 500 {
            _ = await world.caravan.runDueJobs()
            world.clock.advance(seconds: 15)
            rounds += 1
        }
        #expect((3600 / 15...3 * 3600 / 15).contains(rounds), "as long as the token is good, and not much longer")
        #expect((5...10).contains(world.log.notes.count), "ever more seldom")
        #expect(world.mailer.messages.isEmpty)
    }

    @Test func aForgedTokenIsNamed() async throws {
        let world = try world()
        _ = try world.person("ann")
        _ = try world.peer().callNow("auth.reset_password", ["email": "ann@example.com"])
        _ = await world.caravan.runDueJobs()
        let text = try #require(try mailedToken(world).string)
        let before = try world.snapshot()
        let bytes = try #require(Base64URL.decode(text))
        var forged: [String] = ["", "x", "AAAA", text + "A", String(text.dropLast(2))]
        for place in [0, 15, 16, 47] {
            var changed = bytes
            changed[place] ^= 1
            forged.append(Base64URL.encode(changed))
        }
        for token in forged {
            let failure = confirm(world, token.json)
            #expect(failure?.code == .validationFailed && failure?.errors.map(\.field) == ["token"], "\(token)")
        }
        #expect(try world.snapshot() == before)
        #expect(confirm(world, text.json) == nil)
    }

    /// Whoever set a new password wants no older mail to set another one.
    @Test(arguments: ["auth.confirm_reset", "auth.change_password"])
    func aNewPasswordEndsTheOtherTokens(operation: String) async throws {
        let world = try world()
        let ann = try world.person("ann")
        for _ in 0..<2 {
            _ = try world.peer().callNow("auth.reset_password", ["email": "ann@example.com"])
            #expect(await world.caravan.runDueJobs() == 1)
        }
        let last = try mailedToken(world)
        let first = try #require(
            world.mailer.messages.first?.text.split(separator: "\n").first { $0.hasPrefix("token: ") })
        if operation == "auth.confirm_reset" {
            #expect(confirm(world, last) == nil)
        } else {
            let params: JSONObject = ["current_password": "correct horse", "new_password": Self.new]
            #expect(ann.code(operation, params) == nil)
            #expect(confirm(world, last, "a third one")?.errors.map(\.field) == ["token"])
        }
        #expect(confirm(world, String(first.dropFirst(7)).json, "a third one")?.errors.map(\.field) == ["token"])
        #expect(loginCode(world, Self.new) == nil)
    }
}
