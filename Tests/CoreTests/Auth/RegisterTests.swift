import CaravanCore
import CaravanInProcess
import CaravanProtocol
import TestSupport
import Testing

/// Accounts are made once, whatever the case of their names.
@Suite struct RegisterTests {
    private static let ann: JSONObject = [
        "email": "Ann@Example.com", "username": "Ann.B_1-x", "password": "correct horse", "first_name": "Ann",
    ]

    @Test func theAnswerIsASessionThatBindsNobody() throws {
        let world = try world()
        let peer = world.peer()
        let answer = try peer.callNow("auth.register", Self.ann)
        #expect(answer["token_type"] == "Bearer" && answer["expires_in"] == 900)
        #expect(peer.code("users.me") == .unauthenticated)
        let me = try world.bearer(answer["access"]).callNow("users.me")
        #expect(me == answer["user"])
        #expect(me["email"] == "Ann@Example.com" && me["username"] == "Ann.B_1-x" && me["last_name"] == "")
        #expect(me["last_login"] == .null && me["avatar"] == .null && me["revision"] == 1)
        #expect(world.peer().code("auth.refresh", ["refresh": answer["refresh"] ?? .null]) == nil)
    }

    @Test(arguments: [
        ("ann@example.com", "other", ["email"]), ("ANN@EXAMPLE.COM", "other", ["email"]),
        ("other@example.com", "ann.b_1-x", ["username"]), ("other@example.com", "ANN.B_1-X", ["username"]),
        ("ann@example.com", "ANN.B_1-X", ["email", "username"]),
    ])
    func aTakenNameIsNamed(_ taken: (email: String, username: String, fields: [String])) throws {
        let world = try world()
        _ = try world.peer().callNow("auth.register", Self.ann)
        let before = try world.snapshot()
        let failure = world.peer().failure(
            "auth.register", Self.ann.with(["email": taken.email.json, "username": taken.username.json]))
        #expect(failure?.code == .alreadyExists)
        #expect(failure?.errors.map(\.field) == taken.fields)
        #expect(failure?.errors.allSatisfy { $0.code == .taken } == true)
        #expect(try world.snapshot() == before)
    }

    @Test(arguments: [
        "", "a", "a@", "@b.c", "a@b", "a b@example.com", "a@exa mple.com", "a@@example.com", "a@-x.com", "a@x..com",
        "a@example.com\n", "Ann <a@example.com>", "a,b@example.com", "a@example.com\r\nBcc: b@example.com",
        "\u{202E}a b@example.com", "a@exam\u{0}ple.com", "a\u{7F}@example.com",
    ]) func whatIsNoAddressIsRefused(_ email: String) throws {
        #expect(try world().peer().fields("auth.register", Self.ann.with(["email": email.json])) == ["email"])
    }

    @Test(arguments: [
        "", "ab", "a b", "ann@x", "ann\u{E9}", "\u{430}nn", "a/b", "ann\n", "ann\u{200B}", "-\u{301}--", "'or'1",
    ]) func whatIsNoUsernameIsRefused(_ name: String) throws {
        #expect(try world().peer().fields("auth.register", Self.ann.with(["username": name.json])) == ["username"])
    }

    @Test func passwordsHave8To256Characters() throws {
        let world = try world(settings: .unlimited)
        for count in [0, 7, 257] {
            let password = String(repeating: "\u{1D11E}", count: count)
            #expect(world.peer().fields("auth.register", Self.ann.with(["password": password.json])) == ["password"])
        }
        for (index, count) in [8, 256].enumerated() {
            let password = String(repeating: "\u{1D11E}", count: count)
            let name = "user\(index)"
            let account: JSONObject = [
                "email": (name + "@example.com").json, "username": name.json, "password": password.json,
            ]
            #expect(world.peer().code("auth.register", account) == nil)
            #expect(world.peer().code("auth.login", account) == nil)
        }
    }

    @Test func closedRegistrationIsForbidden() throws {
        var settings = Settings()
        settings.isRegistrationOpen = false
        let world = try world(settings: settings)
        #expect(world.peer().code("auth.register", Self.ann) == .forbidden)
        #expect(try world.rows(Query<User>()).isEmpty)
    }
}
