import Testing

@testable import CaravanServer

@Suite("The words of a command line")
struct ArgumentTests {
    private func parse(_ words: String...) throws -> ParsedArguments {
        try ParsedArguments(words, options: CaravanServer.Option.serve)
    }

    @Test("flags with their values, in either form; the rest are positionals")
    func forms() throws {
        let parsed = try parse(
            "a", "--port", "1", "--host=::1", "--public-url=http://a/?b=c", "--allow-private-webhooks", "b")
        #expect(
            parsed.flags == [
                "port": "1", "host": "::1", "public-url": "http://a/?b=c", "allow-private-webhooks": "on",
            ])
        #expect(parsed.positionals == ["a", "b"])
        #expect(try parse("--port", "").flags == ["port": ""])
        #expect(try parse("--port=").flags == ["port": ""])
        #expect(try parse("--port", "-1").flags == ["port": "-1"])
    }

    @Test(
        "wrong words are named",
        arguments: [
            (["--nope"], "--nope"), (["--nope=1"], "--nope"), (["--port"], "--port needs a value"),
            (["--port", "1", "--port", "2"], "--port is given twice"), (["--port=1", "--port=1"], "twice"),
            (["--allow-private-webhooks=on"], "--allow-private-webhooks takes no value"), (["--check"], "--check"),
            (["--Port", "1"], "--Port"), (["--=1"], "--"),
        ])
    func faults(_ words: [String], _ part: String) {
        let error = #expect(throws: OperatorError.self) {
            try ParsedArguments(words, options: CaravanServer.Option.serve)
        }
        #expect(error?.description.contains(part) == true)
    }
}
