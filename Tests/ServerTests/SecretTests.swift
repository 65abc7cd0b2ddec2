import CaravanProtocol
import Foundation
import ProgramSupport
import TestThreads
import Testing

/// What must not be found in what a program writes, and by what name it is reported.
private struct Secrets {
    private var texts: [(name: String, text: String)] = []

    mutating func add(_ name: String, _ text: String?) {
        guard let text else {
            Issue.record("there is no \(name)")
            return
        }
        texts.append((name, text))
        // The signature is what makes a token good.
        if let signature = text.split(separator: ".").last, text.contains(".") {
            texts.append((name + "'s signature", String(signature)))
        }
        if text.utf8.count > 40 { texts.append(("half of the " + name, String(text.suffix(24)))) }
    }

    func expectNone(in text: String, sourceLocation: SourceLocation = #_sourceLocation) {
        for secret in texts {
            #expect(!text.contains(secret.text), "\(secret.name) is written", sourceLocation: sourceLocation)
        }
    }
}

@Suite("Secrets are not written, and every request has its line", .blocking)
struct SecretTests {
    @Test("over HTTP, at the most talkative level")
    func http() throws {
        let (place, ann, ben) = try PreparedHome.place()
        let mail = place.path + "/mail"
        let server = try RunningProgram(place, ["--log-level", "trace", "--mail", "file:\(mail)"])
        var secrets = Secrets()
        secrets.add("access token", ann.access)
        secrets.add("refresh token", ann.refresh)
        secrets.add("password", ann.password)

        func call(_ path: String, _ body: JSONValue, token: String? = nil, status: Int) throws -> HTTPAnswer {
            let answer = try server.call("POST", path, token: token, body)
            #expect(answer.status == status, "\(path): \(answer)")
            if status >= 400 { secrets.expectNone(in: answer.text) }
            return answer
        }

        secrets.add("new password", "cleo's own pass phrase")
        let cleo = try call(
            "/auth/register/",
            ["email": "cleo@example.com", "username": "cleo", "password": "cleo's own pass phrase"], status: 201)
        secrets.add("registered access token", cleo["access"]?.string)
        secrets.add("registered refresh token", cleo["refresh"]?.string)
        let login = try call(
            "/auth/login/", ["email": .string(ann.email), "password": .string(ann.password)], status: 200)
        secrets.add("access token of a login", login["access"]?.string)
        secrets.add("refresh token of a login", login["refresh"]?.string)
        secrets.add("wrong password", "wrong-but-nearly-right")
        _ = try call("/auth/login/", ["username": "ann", "password": "wrong-but-nearly-right"], status: 401)
        let refreshed = try call("/auth/refresh/", ["refresh": .string(ann.refresh)], status: 200)
        secrets.add("refreshed access token", refreshed["access"]?.string)
        secrets.add("refreshed refresh token", refreshed["refresh"]?.string)

        // Secrets where they do not belong, and such as are none.
        secrets.add("misplaced password", "misplaced-secret-words")
        let misplaced: JSONValue = "misplaced-secret-words"
        _ = try call("/auth/login/", ["email": misplaced, "username": misplaced, "password": [misplaced]], status: 422)
        _ = try call("/auth/register/", ["email": misplaced, "username": "x y", "password": misplaced], status: 422)
        _ = try call(
            "/auth/register/", ["email": "x@example.com", "username": "xyz", "password": "shorty!"], status: 422)
        secrets.add("short password", "shorty!")
        _ = try call("/auth/refresh/", ["refresh": misplaced], status: 401)
        _ = try call("/auth/password/reset/confirm/", ["token": misplaced, "password": misplaced], status: 422)
        _ = try call("/auth/logout/", ["refresh": misplaced], status: 401)
        let tampered = String(ann.access.dropLast(4)) + "AAAA"
        secrets.add("tampered token", tampered)
        #expect(try server.call("GET", "/users/me/", token: tampered).status == 401)
        #expect(try server.request("GET", "/api/v1/users/me/?token=\(ben.access)").status == 401)
        secrets.add("token in a query", ben.access)
        #expect(try server.request("GET", "/api/v1/nothing/\(ben.access)").status == 404)
        #expect(
            try server.request(
                "POST", "/api/v1/auth/login/", bytes: Array("{\"password\": \"misplaced-secret-words".utf8)
            ).status == 400)

        // The mail has its token for the one who reads it, not for the log.
        _ = try call("/auth/password/reset/", ["email": .string(ben.email)], status: 202)
        let reset = try #require(eventually(within: 20) { Self.resetToken(in: mail) })
        secrets.add("reset token", reset)
        secrets.add("reset password", "a password after the reset")
        _ = try call(
            "/auth/password/reset/confirm/", ["token": .string(reset), "password": "a password after the reset"],
            status: 204)
        _ = try call("/auth/password/reset/confirm/", ["token": .string(reset), "password": "once more!"], status: 422)
        secrets.add("changed password", "a changed password")
        _ = try call(
            "/auth/password/change/",
            ["current_password": .string(ann.password), "new_password": "a changed password"], token: ann.access,
            status: 204)

        #expect(server.terminate() == 0)
        #expect(server.output == "")
        secrets.expectNone(in: server.errors)
        try expectCallLines(server.errors, transport: "http", count: 18)
    }

    @Test("over stdio")
    func stdio() throws {
        let (place, ann, ben) = try PreparedHome.place()
        var secrets = Secrets()
        secrets.add("password", ann.password)
        secrets.add("refresh token", ben.refresh)
        let peer = try StdioPeer(place, ["--log-level", "trace"])
        let login = try peer.call("auth.login", ["email": .string(ann.email), "password": .string(ann.password)])
        secrets.add("access token", login["result"]?["access"]?.string)
        secrets.add("login's refresh token", login["result"]?["refresh"]?.string)
        let refreshed = try peer.call("auth.refresh", ["refresh": .string(ben.refresh)])
        secrets.add("successor", refreshed["result"]?["refresh"]?.string)
        secrets.add("misplaced password", "misplaced-secret-words")
        for method in ["auth.login", "auth.refresh", "auth.register", "auth.misplaced-secret-words", "users.get"] {
            let params: JSONObject = [
                "email": "misplaced-secret-words", "username": ["misplaced-secret-words"],
                "refresh": ["misplaced-secret-words"],
                "password": ["misplaced-secret-words"], "id": "misplaced-secret-words",
            ]
            let answer = try peer.call(method, params)
            #expect(answer["error"] != nil)
            secrets.expectNone(in: String(decoding: answer.bytes, as: UTF8.self))
        }
        try peer.send(Array("{\"misplaced-secret-words".utf8))
        _ = try peer.receive()
        peer.endInput()
        #expect(peer.process.wait(seconds: 20) == 0)
        secrets.expectNone(in: peer.errors)
        try expectCallLines(peer.errors, transport: "stdio", count: 8)
    }

    /// Every line is an object, and every request has one; those of calls say who, what, how it ended, how long it
    /// took, and under which id.
    private func expectCallLines(_ text: String, transport: String, count: Int) throws {
        let lines = try text.split(separator: "\n").map { try JSONReader.parse(Array($0.utf8)) }
        let calls = lines.filter { $0["operation"] != nil }
        #expect(calls.count == count, "one line a request")
        for call in calls {
            #expect(call["message"] == "call" && call["transport"] == .string(transport), "\(call)")
            #expect(call["outcome"]?.string?.isEmpty == false && call["request_id"]?.string?.isEmpty == false)
            #expect(call["ms"]?.string.flatMap(Double.init) ?? -1 >= 0, "\(call)")
            #expect(call["time"]?.string?.hasSuffix("Z") == true && call["level"] == "info")
            if call["outcome"] == "ok", call["operation"] == "auth.change_password" {
                #expect(call["caller"]?.string?.count == 36)
            }
        }
        #expect(Set(calls.compactMap { $0["request_id"]?.string }).count == calls.count)
    }

    private static func resetToken(in directory: String) -> String? {
        let mails = Place.files(in: directory).filter { $0.key.hasSuffix(".eml") }
        guard let text = mails.first.map({ String(decoding: $0.value, as: UTF8.self) }),
            let mark = text.firstRange(of: "token: ")
        else { return nil }
        // Quoted-printable cuts long lines.
        return text[mark.upperBound...].replacingOccurrences(of: "=\r\n", with: "").split(
            whereSeparator: \.isWhitespace
        )
        .first.map { $0.replacingOccurrences(of: "=\n", with: "") }
    }
}
