import CaravanProtocol
import ProgramSupport
import TestThreads
import Testing

@Suite("caravan user", .blocking)
struct UserCommandTests {
    @Test("create takes the password from standard input; the account logs in at the server that runs beside it")
    func create() throws {
        let (server, _, _) = try PreparedHome.server()
        let place = server.place
        let made = try place.run(
            ["user", "create", "--email", "Cleo@example.com", "--username", "cleo"], input: "a pass phrase\nmore\n")
        #expect(made.status == 0 && made.output.contains("cleo") && made.errors == "", "\(made)")
        #expect(!made.output.contains("pass phrase"))
        let login = try server.call("POST", "/auth/login/", ["email": "cleo@example.com", "password": "a pass phrase"])
        #expect(login.status == 200 && login["user"]?["username"] == "cleo")
        for (email, username, word) in [
            ("CLEO@example.com", "other", "email"), ("other@example.com", "Cleo", "username"),
        ] {
            let taken = try place.run(
                ["user", "create", "--email", email, "--username", username], input: "a pass phrase\n")
            expectOneLine(taken, ["taken", word])
        }
    }

    @Test("a password that is none")
    func badPasswords() throws {
        for (input, word) in [
            ("", "password"), ("short\n", "8 to 256"), (String(repeating: "x", count: 257), "8 to 256"),
        ] {
            let place = try Place()
            let outcome = try place.run(
                ["user", "create", "--email", "a@example.com", "--username", "ann"], input: input)
            expectOneLine(outcome, [word])
            #expect(!outcome.errors.contains("short") && !outcome.errors.contains("xxx"))
        }
    }

    @Test("list has a line an account")
    func list() throws {
        let (place, ann, ben) = try PreparedHome.place()
        #expect(try place.run(["user", "disable", "BEN@example.com"]).output == "disabled ben <ben@example.com>\n")
        let lines = try place.run(["user", "list"]).outputLines.map { $0.split(separator: "\t").map(String.init) }
        #expect(
            lines.map { $0.prefix(4) } == [
                [ann.id, ann.email, "ann", "active"], [ben.id, ben.email, "ben", "disabled"],
            ])
    }

    @Test("disable ends the tokens and sessions at once, also at a running server")
    func disable() throws {
        let (server, ann, ben) = try PreparedHome.server()
        #expect(try server.call("GET", "/users/me/", token: ann.access).status == 200)
        #expect(try server.place.run(["user", "disable", ann.email]).status == 0)
        #expect(try server.call("GET", "/users/me/", token: ann.access).code == "unauthenticated")
        #expect(try server.call("POST", "/auth/refresh/", ["refresh": .string(ann.refresh)]).code == "unauthenticated")
        let login = try server.call(
            "POST", "/auth/login/", ["email": .string(ann.email), "password": .string(ann.password)])
        #expect(login.code == "forbidden")
        #expect(try server.call("GET", "/users/me/", token: ben.access).status == 200)
        expectOneLine(try server.place.run(["user", "disable", "nobody@example.com"]), ["nobody@example.com"])
    }
}
