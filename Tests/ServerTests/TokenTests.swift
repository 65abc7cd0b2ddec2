import CaravanProtocol
import Crypto
import Foundation
import ProgramSupport
import TestThreads
import Testing

@Suite("Access tokens that are none", .blocking)
struct TokenTests {
    @Test("each gets 401 with WWW-Authenticate, and the same answer")
    func refused() throws {
        let (server, ann, _) = try PreparedHome.server()
        #expect(try server.call("GET", "/users/me/", token: ann.access).status == 200)
        let parts = ann.access.split(separator: ".").map(String.init)
        let header = try part(parts[0])
        let claims = try part(parts[1])
        let unsigned = coded(["alg": "none", "typ": "JWT"]) + "." + parts[1]
        var expired = claims
        expired["exp"] = 1_600_000_000
        var other = claims
        other["sub"] = "0198f000-0000-7000-8000-000000000009"
        let tokens = [
            unsigned + ".", unsigned + "." + parts[2], unsigned,
            coded(["alg": "None"]) + "." + parts[1] + ".",
            coded(["alg": "HS512", "typ": "JWT"]) + "." + parts[1] + "." + parts[2],
            parts[0] + "." + coded(other) + "." + parts[2], parts[0] + "." + coded(expired) + "." + parts[2],
            parts[0] + "." + parts[1] + ".", parts[0] + "." + parts[1], parts[1] + "." + parts[0] + "." + parts[2],
            parts[0] + "." + parts[1] + "." + String(parts[2].reversed()), ann.access + "A", ann.access + "=",
            ann.access + ".x",
            coded(header) + "x." + parts[1] + "." + parts[2], ann.refresh, "null", "undefined", "x", "..",
            String(repeating: "a", count: 5000),
        ]
        for token in tokens {
            let answer = try server.call("GET", "/users/me/", token: token)
            #expect(answer.status == 401 && answer.code == "unauthenticated", "\(token): \(answer)")
            #expect(answer.fields["www-authenticate"]?.hasPrefix("Bearer") == true)
            #expect(try server.call("POST", "/trips/", token: token, Calls.trip).status == 401)
        }
        for field in [
            "Basic YW5uOmFubg==", "Bearer", "Bearer ", ann.access, "Bearer \(ann.access) x", "Token \(ann.access)",
        ] {
            let answer = try server.request("GET", "/api/v1/users/me/", fields: ["Authorization": field])
            #expect(answer.status == 401 && answer.fields["www-authenticate"] != nil, "\(field): \(answer)")
        }
        #expect(
            try server.request("GET", "/api/v1/users/me/", fields: ["authorization": "bearer \(ann.access)"]).status
                == 200)
        #expect(try server.call("GET", "/trips/", token: ann.access)["results"] == [])
    }

    @Test("a token that the server's own key signed is refused when its claims are wrong, and good until it expires")
    func signedByTheServer() throws {
        let (server, ann, _) = try PreparedHome.server()
        let key = server.place.text("home/.local/share/caravan/signing.key")
        let parts = ann.access.split(separator: ".").map(String.init)
        let claims = try part(parts[1])
        func status(_ header: JSONObject, _ claims: JSONObject, key: String = key) throws -> Int {
            let signed = coded(header) + "." + coded(claims)
            let token = signed + "." + (try hmac(signed, base64Key: key))
            return try server.call("GET", "/users/me/", token: token).status
        }
        let header: JSONObject = ["alg": "HS256", "typ": "JWT"]
        #expect(try status(header, claims) == 200)
        #expect(try status(header, claims, key: "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=") == 401)
        for (name, value) in [
            ("exp", 1_600_000_000), ("exp", "never"), ("exp", nil), ("iss", "https://evil.example"), ("iss", nil),
            ("aud", "https://evil.example"), ("aud", nil), ("sub", nil), ("sub", "x"), ("sid", nil),
            ("sid", "0198f000-0000-7000-8000-000000000009"), ("sub", "0198f000-0000-7000-8000-000000000009"),
            ("jti", nil),
        ] as [(String, JSONValue?)] {
            var wrong = claims
            wrong[name] = value
            #expect(try status(header, wrong) == 401, "\(name): \(String(describing: value))")
        }
        #expect(try status(["alg": "HS256", "crit": ["x"], "x": 1], claims) == 401)
        #expect(try status(["alg": "HS384"], claims) == 401)
        #expect(try status(["alg": "RS256"], claims) == 401)
    }

    private func part(_ text: String) throws -> JSONObject {
        let bytes = try #require(Base64URL.decode(text))
        return try #require(try JSONReader.parse(bytes).object)
    }

    private func coded(_ object: JSONObject) -> String { Base64URL.encode(JSONValue.object(object).bytes) }

    private func hmac(_ text: String, base64Key: String) throws -> String {
        let key = try #require(Data(base64Encoded: base64Key.filter { !$0.isNewline }))
        let code = HMAC<SHA256>.authenticationCode(for: Data(text.utf8), using: SymmetricKey(data: key))
        return Base64URL.encode(Array(code))
    }
}
