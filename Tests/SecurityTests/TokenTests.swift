import CaravanProtocol
import Crypto
import Testing

@testable import CaravanSecurity

@Suite("Access tokens")
struct TokenTests {
    static let key = [UInt8](repeating: 7, count: 32)
    static let otherKey = [UInt8](repeating: 8, count: 32)
    let now = HandmadeToken.now

    func signer(_ keys: [[UInt8]] = [key], cachedMax: Int = 4096) async throws -> JWTTokenSigner {
        try await JWTTokenSigner(try SigningKeys(keys), cachedMax: cachedMax)
    }

    @Test func signsAndVerifies() async throws {
        let signer = try await signer()
        let token = try signer.sign(HandmadeToken.claims)
        #expect(signer.verify(token, now: now) == HandmadeToken.claims)
        #expect(signer.verify(token, now: now) == HandmadeToken.claims, "from the cache")
        #expect(try await self.signer().verify(token, now: now) == HandmadeToken.claims, "by another server")
        #expect(HandmadeToken().text(Self.key).split(separator: ".")[1].count > 0)
    }

    @Test func theHeaderSaysWhatIsNeededAndNoMore() async throws {
        let signer = try await signer()
        let token = try signer.sign(HandmadeToken.claims)
        let kid = Hex.text(SHA256.hash(data: Self.key).prefix(8))
        #expect(
            token.split(separator: ".")[0]
                == Base64URL.encode(Array(#"{"alg":"HS256","kid":"\#(kid)","typ":"JWT"}"#.utf8))[...])
    }

    @Test func whatIsSignedElsewhereWithOurKeyIsTaken() async throws {
        let signer = try await signer()
        #expect(signer.verify(HandmadeToken().text(Self.key), now: now) == HandmadeToken.claims)
    }

    @Test func aTokenEnds() async throws {
        let signer = try await signer()
        let token = try signer.sign(HandmadeToken.claims)
        #expect(signer.verify(token, now: now.adding(seconds: 899)) != nil)
        #expect(signer.verify(token, now: now.adding(seconds: 900)) == nil)
        #expect(signer.verify(token, now: now.adding(seconds: 900)) == nil, "the cache does not make it live on")
    }

    @Test(arguments: ["none", "None", "HS512", "HS384", "RS256", "ES256", "EdDSA", "hs256", ""])
    func onlyOneAlgorithmIsTaken(_ name: String) async throws {
        let signer = try await signer()
        var token = HandmadeToken()
        token.header["alg"] = .string(name)
        for text in [
            token.text(Self.key), token.text(Self.key, SHA512.self), token.signed + ".", token.signed,
        ] {
            #expect(signer.verify(text, now: now) == nil, "\(name)")
        }
    }

    @Test func othersKeysAreNotTaken() async throws {
        let signer = try await signer()
        var token = HandmadeToken()
        #expect(signer.verify(token.text(Self.otherKey), now: now) == nil)
        token.header["kid"] = .string(Hex.text(SHA256.hash(data: Self.key).prefix(8)))
        #expect(signer.verify(token.text(Self.key), now: now) != nil)
        #expect(signer.verify(token.text(Self.otherKey), now: now) == nil)
        token.header["kid"] = "../../dev/null"
        #expect(signer.verify(token.text(Self.otherKey), now: now) == nil)
        for name in ["jwk", "x5c", "crit"] {
            var extended = HandmadeToken()
            extended.header[name] = ["x"]
            #expect(signer.verify(extended.text(Self.otherKey), now: now) == nil)
        }
        var critical = HandmadeToken()
        critical.header["crit"] = ["exp"]
        #expect(signer.verify(critical.text(Self.key), now: now) == nil)
    }

    @Test func changedTokensAreNotTaken() async throws {
        let signer = try await signer()
        let token = try signer.sign(HandmadeToken.claims)
        let characters = Array(token)
        for place in characters.indices {
            var changed = characters
            changed[place] = changed[place] == "A" ? "B" : "A"
            #expect(signer.verify(String(changed), now: now) == nil || changed == characters, "\(place)")
        }
        // The last character of the signature has two bits that mean nothing.
        for last in "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_" where last != token.last {
            #expect(signer.verify(token.dropLast() + String(last), now: now) == nil)
        }
        for text in [
            "", ".", "..", "...", "a.b.c", token + ".", token + "=", " " + token, token + "\n",
            String(token.dropLast()),
            String(repeating: "a", count: 100_000), token.replacing("-", with: "+") + " ",
        ] {
            #expect(signer.verify(text, now: now) == nil)
        }
    }

    @Test(
        arguments: [
            ("iss", "https://evil.example"), ("aud", "https://evil.example"), ("aud", ["caravan"]), ("sub", "7"),
            ("sub", nil), ("sid", "x"), ("jti", ""), ("exp", "never"), ("exp", nil), ("exp", 1_899_999_999),
            ("exp", true),
            ("exp", .number(JSONNumber(Int64.max))), ("exp", .number(JSONNumber(Int64.min))), ("iat", "x"),
        ] as [(String, JSONValue)])
    func wrongClaims(_ name: String, _ value: JSONValue) async throws {
        let signer = try await signer()
        var token = HandmadeToken()
        token.payload[name] = value
        #expect(signer.verify(token.text(Self.key), now: now) == nil)
        token.payload[name] = nil as JSONValue?
        #expect(signer.verify(token.text(Self.key), now: now) == nil)
    }

    @Test func keysAreRotated() async throws {
        let old = try await signer([Self.otherKey])
        let both = try await signer([Self.key, Self.otherKey])
        let new = try await signer([Self.key])
        let oldToken = try old.sign(HandmadeToken.claims)
        let newToken = try both.sign(HandmadeToken.claims)
        #expect(both.verify(oldToken, now: now) != nil)
        #expect(both.verify(newToken, now: now) != nil)
        #expect(new.verify(newToken, now: now) != nil)
        #expect(new.verify(oldToken, now: now) == nil)
        #expect(old.verify(newToken, now: now) == nil)
    }

    @Test func whatIsRememberedIsBounded() async throws {
        let cache = TokenCache(countMax: 10)
        for number in 0..<100 {
            cache[SHA256.hash(data: [UInt8(number)])] = HandmadeToken.claims
            #expect(cache[SHA256.hash(data: [UInt8(number)])] == HandmadeToken.claims)
            #expect(cache.count <= 10)
        }
    }

    @Test func derivesAndFingerprints() async throws {
        let signer = try await signer()
        let one = signer.derive("refresh", [1, 2])
        #expect(one.count == 32)
        #expect(one == signer.derive("refresh", [1, 2]))
        #expect(one != signer.derive("refres", Array("h".utf8) + [1, 2]))
        #expect(one != signer.derive("reset", [1, 2]))
        #expect(try await self.signer([Self.otherKey]).derive("refresh", [1, 2]) != one)
        #expect(Hex.text(signer.fingerprint(Array("abc".utf8))).hasPrefix("ba7816bf8f01cfea"))
    }
}
