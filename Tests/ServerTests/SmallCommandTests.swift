import CaravanCore
import CaravanProtocol
import ProgramSupport
import TestThreads
import Testing

@testable import CaravanServer

@Suite("Small commands", .blocking)
struct SmallCommandTests {
    @Test("spec openrpc is the document that rpc.discover answers")
    func spec() throws {
        let place = try Place()
        let outcome = try place.run(["spec", "openrpc"])
        #expect(outcome.status == 0 && outcome.errors == "")
        let document = try JSONReader.parse(Array(outcome.output.utf8))
        #expect(
            document["methods"]?.elements.compactMap { $0["name"]?.string }
                == Catalogue.entries.map(\.descriptor.name) + ["events.subscribe", "events.unsubscribe"])
        #expect(place.dataFiles().isEmpty)
        let peer = try StdioPeer(place)
        #expect(try peer.call("rpc.discover")["result"] == document)
    }

    @Test("spec openapi is the document that HTTP answers, byte for byte")
    func openAPI() throws {
        let place = try Place()
        let outcome = try place.run(["spec", "openapi"])
        #expect(outcome.status == 0 && outcome.errors == "")
        #expect(place.dataFiles().isEmpty)
        let (server, _, _) = try PreparedHome.server()
        let answer = try server.request("GET", "/api/v1/openapi.json")
        #expect(answer.status == 200 && answer.fields["content-type"] == "application/json")
        #expect(String(decoding: answer.body, as: UTF8.self) + "\n" == outcome.output)
        let document = try JSONReader.parse(answer.body)
        #expect(document["openapi"] == "3.1.0" && document["info"]?["version"]?.string == Caravan.version)
    }

    @Test("spec asyncapi is the document of the live side")
    func asyncAPI() throws {
        let place = try Place()
        let outcome = try place.run(["spec", "asyncapi"])
        #expect(outcome.status == 0 && outcome.errors == "")
        #expect(outcome.output == String(decoding: Catalogue.document(.asyncAPI), as: UTF8.self) + "\n")
        let document = try JSONReader.parse(Array(outcome.output.utf8))
        #expect(document["asyncapi"] == "3.0.0" && document["info"]?["version"]?.string == Caravan.version)
        #expect(place.dataFiles().isEmpty)
    }

    @Test("version, however it is asked for", arguments: ["version", "--version"])
    func version(_ word: String) throws {
        let place = try Place()
        let outcome = try place.run([word])
        #expect(outcome.status == 0 && outcome.output == "caravan \(Caravan.version)\n" && outcome.errors == "")
        #expect(place.dataFiles().isEmpty)
    }

    @Test("help lists the commands, however it is asked for", arguments: [["help"], ["--help"], ["-h"]])
    func help(_ words: [String]) throws {
        let outcome = try Place().run(words)
        #expect(outcome.status == 0 && outcome.errors == "")
        for command in Program.commands {
            #expect(outcome.output.contains("  " + command.words.joined(separator: " ")))
        }
    }

    @Test(
        "a command's help lists its options, and runs nothing",
        arguments: [
            ["serve", "--help"], ["serve", "-h"], ["help", "serve"], ["serve", "--port", "0", "--help"],
        ])
    func helpOfACommand(_ words: [String]) throws {
        let place = try Place()
        let outcome = try place.run(words)
        #expect(outcome.status == 0 && outcome.errors == "" && outcome.output.hasPrefix("caravan serve: "))
        for option in ServeCommand.options { #expect(outcome.output.contains("--" + option.name)) }
        #expect(place.dataFiles().isEmpty)
    }

    @Test("without a command it says what there is, and fails")
    func nothing() throws {
        let outcome = try Place().run([])
        #expect(outcome.status == 2 && outcome.output.contains("user create"))
    }

    @Test("healthcheck: 0 while the server answers, 1 when it does not")
    func healthcheck() throws {
        let server = try RunningProgram()
        let port = "\(server.port)"
        for (arguments, environment) in [
            (["--port", port], [:]), ([], ["CARAVAN_PORT": port]), (["--host", "0.0.0.0", "--port", port], [:]),
            (["--host", "localhost", "--port", port], [:]),
        ] {
            let good = try server.place.run(["healthcheck"] + arguments, environment: environment)
            #expect(good.status == 0 && good.errors == "", "\(good)")
        }
        #expect(server.terminate() == 0)
        let bad = try server.place.run(["healthcheck", "--port", port])
        expectOneLine(bad, [port])
        #expect(bad.status == 1)
    }

    @Test("every option has its help, and no two commands disagree about one")
    func options() {
        var known: [String: String] = [:]
        for command in Program.commands {
            #expect(Set(command.options.map(\.name)).count == command.options.count)
            for option in command.options {
                #expect(!option.help.isEmpty)
                #expect(known.updateValue(option.help, forKey: option.name) ?? option.help == option.help)
                if let standard = option.standard, option.placeholder != nil { #expect(option.fault(standard) == nil) }
            }
            for common in CaravanServer.Option.common { #expect(command.options.contains { $0.name == common.name }) }
        }
    }
}
