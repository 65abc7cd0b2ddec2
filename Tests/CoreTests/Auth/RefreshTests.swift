import CaravanCore
import CaravanInProcess
import CaravanProtocol
import TestSupport
import Testing

/// Refresh tokens: spent once, given again when the answer was lost, revoked when somebody else has them.
@Suite struct RefreshTests {
    let world: TestWorld

    init() throws {
        world = try CaravanCoreTests.world(settings: .unlimited)
        _ = try world.person("ann")
    }

    private func login() throws -> JSONValue {
        try world.peer().callNow("auth.login", ["username": "ann", "password": "correct horse"])
    }

    private func refresh(_ tokens: JSONValue) throws -> JSONValue {
        try world.peer().callNow("auth.refresh", ["refresh": tokens["refresh"] ?? .null])
    }

    /// The codes of a refresh and of a call with these tokens.
    private func codes(_ tokens: JSONValue) -> [FailureCode?] {
        [
            world.bearer(tokens["access"]).code("users.me"),
            world.peer().code("auth.refresh", ["refresh": tokens["refresh"] ?? .null]),
        ]
    }

    @Test func eachRefreshRotates() throws {
        var tokens = try login()
        var seen: Set<String> = [tokens["refresh"]?.string ?? ""]
        for _ in 0..<5 {
            let next = try refresh(tokens)
            let token = try #require(next["refresh"]?.string)
            #expect(seen.insert(token).inserted)
            #expect(next["user"] == tokens["user"] && next["expires_in"] == 900 && next["token_type"] == "Bearer")
            #expect(next["access"] != tokens["access"])
            #expect(world.bearer(next["access"]).code("users.me") == nil)
            world.clock.advance(seconds: 3600)
            tokens = next
        }
    }

    @Test(arguments: [0, 1, 29] as [Int64]) func aLostAnswerIsGivenAgain(seconds: Int64) throws {
        let first = try login()
        let next = try refresh(first)
        world.clock.advance(seconds: seconds)
        for _ in 0..<3 {
            let again = try refresh(first)
            #expect(again["refresh"] == next["refresh"])
            #expect(world.bearer(again["access"]).code("users.me") == nil)
        }
        #expect(world.peer().code("auth.refresh", ["refresh": next["refresh"] ?? .null]) == nil)
    }

    @Test(arguments: [30, 31, 3600] as [Int64]) func afterTheGraceTheFamilyIsRevoked(seconds: Int64) throws {
        let (first, other) = (try login(), try login())
        let next = try refresh(first)
        world.clock.advance(seconds: seconds)
        let fresh = try refresh(other)
        #expect(world.peer().code("auth.refresh", ["refresh": first["refresh"] ?? .null]) == .unauthenticated)
        #expect(codes(next) == [.unauthenticated, .unauthenticated])
        #expect(codes(first) == [.unauthenticated, .unauthenticated])
        #expect(codes(fresh) == [nil, nil], "another session is not touched")
    }

    @Test func withinTheGraceTooOnceItsSuccessorWasUsed() throws {
        let (first, other) = (try login(), try login())
        let second = try refresh(first)
        let third = try refresh(second)
        #expect(codes(third)[0] == nil)
        #expect(world.peer().code("auth.refresh", ["refresh": first["refresh"] ?? .null]) == .unauthenticated)
        for tokens in [third, second, first] { #expect(codes(tokens) == [.unauthenticated, .unauthenticated]) }
        #expect(codes(other) == [nil, nil])
    }

    /// The middle one of three has the last as its successor: it may still be a lost answer.
    @Test func theGraceIsOfTheLastOneSpent() throws {
        let second = try refresh(try login())
        let third = try refresh(second)
        #expect(try refresh(second)["refresh"] == third["refresh"])
    }

    @Test func tokensEndAfter30Days() throws {
        let first = try login()
        world.clock.advance(seconds: 30 * 24 * 3600 - 10)
        let second = try refresh(first)
        world.clock.advance(seconds: 30 * 24 * 3600 - 10)
        #expect(world.peer().code("auth.refresh", ["refresh": second["refresh"] ?? .null]) == nil)
        let third = try login()
        world.clock.advance(seconds: 30 * 24 * 3600 + 10)
        #expect(world.peer().code("auth.refresh", ["refresh": third["refresh"] ?? .null]) == .unauthenticated)
    }

    @Test(arguments: ["", "x", "AAAA", "////", "\u{1F3D4}"]) func aForgedTokenIsRefused(_ token: String) throws {
        #expect(world.peer().code("auth.refresh", ["refresh": token.json]) == .unauthenticated)
        let tokens = try login()
        #expect(world.peer().code("auth.refresh", ["refresh": tokens["access"] ?? .null]) == .unauthenticated)
        #expect(codes(tokens) == [nil, nil])
    }

    @Test func aTokenIsStoredByItsFingerprintOnly() throws {
        let text = try #require(try login()["refresh"]?.string)
        let secret = try #require(Base64URL.decode(text))
        let stored = try world.rows(Query<RefreshToken>()).map(\.fingerprint.bytes)
        #expect(!stored.contains(secret) && stored.allSatisfy { $0.count == 32 })
    }

    @Test func logoutBitesAtOnce() throws {
        let (mine, other) = (try login(), try login())
        #expect(world.bearer(mine["access"]).code("auth.logout") == nil)
        #expect(codes(mine) == [.unauthenticated, .unauthenticated])
        #expect(codes(other) == [nil, nil])
        #expect(world.bearer(mine["access"]).code("auth.logout") == .unauthenticated)
    }

    @Test func aRefreshTokenAloneLogsOutToo() throws {
        let mine = try login()
        let peer = world.peer()
        #expect(peer.code("auth.logout") == .unauthenticated)
        #expect(peer.code("auth.logout", ["refresh": .null]) == .unauthenticated)
        #expect(peer.code("auth.logout", ["refresh": "AAAA"]) == .unauthenticated)
        #expect(peer.code("auth.logout", ["refresh": mine["refresh"] ?? .null]) == nil)
        #expect(codes(mine) == [.unauthenticated, .unauthenticated])
    }

    @Test func somebodyElsesRefreshTokenEndsNothingOfHers() throws {
        _ = try world.person("eve")
        let (mine, eve) = (
            try login(), try world.peer().callNow("auth.login", ["username": "eve", "password": "correct horse"])
        )
        #expect(world.bearer(eve["access"]).code("auth.logout", ["refresh": mine["refresh"] ?? .null]) == nil)
        #expect(codes(mine) == [nil, nil])
        #expect(codes(eve) == [.unauthenticated, .unauthenticated])
    }
}
