import ProgramSupport
import TestThreads
import Testing

@Suite("A wrong option: one line, and nothing is made", .blocking)
struct WrongOptionTests {
    @Test(arguments: [
        (["serve", "--no-such-option"], ["no-such-option"]), (["serve", "--port", "70000"], ["port", "70000"]),
        (["serve", "--port", "many"], ["port", "many"]), (["serve", "--port", ""], ["port"]),
        (["serve", "--port"], ["port"]), (["serve", "--config", "/no/such"], ["config", "/no/such"]),
        (["serve", "--signing-key", "/no/such"], ["signing-key", "/no/such"]),
        (["serve", "--signing-key", "/tmp"], ["signing-key", "/tmp"]),
        (["serve", "--mail", "file:/no/such/dir"], ["mail", "/no/such/dir"]),
        (["serve", "--mail", "file:/dev/null"], ["mail", "/dev/null"]),
        (["serve", "--database", "sqlite:/no/such/dir/a.db"], ["database", "/no/such/dir"]),
        (["serve", "--database", "oracle://x"], ["database", "oracle"]), (["serve", "extra"], ["caravan serve"]),
        (["serve", "--port", "a\nb"], ["port"]), (["stdio", "--no\nsuch"], ["no"]), (["no\u{1b}[1m\nsuch"], ["such"]),
        (["stdio", "--port", "1"], ["port"]), (["stdio", "--as", "nobody"], ["as", "nobody"]),
        (["stdio", "--as", ""], ["as"]), (["stdio", "--signing-key", "/no/such"], ["signing-key", "/no/such"]),
        (["user", "create", "--email", "no", "--username", "ann"], ["email", "no"]),
        (["user", "create", "--email", "ann@example.com", "--username", "a"], ["username", "a"]),
        (["user", "create", "--email", "ann@example.com"], ["username"]), (["user", "disable"], ["EMAIL"]),
        (["user"], ["user"]), (["migrate", "--chekc"], ["chekc"]), (["spec"], ["KIND"]), (["spec", "poem"], ["poem"]),
        (["nothing"], ["nothing"]), (["healthcheck", "--port", "x"], ["port", "x"]),
    ])
    func refused(_ arguments: [String], _ words: [String]) throws {
        let place = try Place()
        expectOneLine(try place.run(arguments, input: "a long password\n"), words, in: place)
    }

    @Test func wrongVariablesAndFiles() throws {
        let place = try Place()
        let config = try place.file("config", "colour: blue\n")
        for (environment, words) in [
            (["CARAVAN_PORT": "70000"], ["port", "70000"]),
            (["CARAVAN_PORT_FILE": "/no/such"], ["CARAVAN_PORT_FILE", "/no/such"]),
            (["CARAVAN_CONFIG": config], ["colour", config]), (["CARAVAN_CONFIG": "/no/such"], ["config", "/no/such"]),
        ] {
            expectOneLine(try place.run(["serve"], environment: environment), words, in: place)
        }
    }

    @Test("keys that are none", arguments: ["", "c2hvcnQ=\n", "not base64\n"])
    func badKeys(_ text: String) throws {
        let place = try Place()
        let file = try place.file("keys", text)
        expectOneLine(try place.run(["serve", "--port", "0", "--signing-key", file]), ["signing-key"], in: place)
    }

    @Test func noHome() throws {
        let place = try Place()
        expectOneLine(try place.run(["serve"], environment: ["HOME": ""]), ["data-dir", "HOME"], in: place)
    }
}
