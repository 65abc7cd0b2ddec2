import CaravanProtocol
import Testing
import TransportControl

extension RPCCase {
    private static let id = TransportCase.id

    /// The next message is an error of that code for nobody, and the peer goes on.
    private static func refused(_ peer: RPCTestPeer, _ code: RPCFault.Code, _ what: String) async throws {
        let answer = try #require(await peer.receive(), "\(what)")
        #expect(answer["id"] == .null, "\(what)")
        #expect(RPCTestPeer.answer(answer).code == code.rawValue, "\(what)")
        try await goesOn(peer)
    }

    private static func goesOn(_ peer: RPCTestPeer) async throws {
        #expect(try await peer.call("control.make", ["title": "on"]).value == ["title": "on"])
    }

    static func noJSON(_ peer: RPCTestPeer) async throws {
        let texts = [
            "{bad", #"{"jsonrpc":"2.0","id":1,"method":"control.call""#, "nonsense", #""unterminated"#, #"{"a":}"#,
            "{'a': 1}", #"{"jsonrpc":"2.0","id":1,"method":"control.call"} trailing"#,
            #"{"jsonrpc":"2.0","id":NaN,"method":"control.call"}"#,
            #"{"jsonrpc":"2.0","id":1,"method":"control.call",}"#,
            "{]", #"{"jsonrpc":"2.0","id":01,"method":"control.call"}"#, #"{"a":"\ud800"}"#,
        ]
        for text in texts {
            try await peer.send(raw: Array(text.utf8))
            try await refused(peer, .parseError, text)
        }
    }

    static func noRequest(_ peer: RPCTestPeer) async throws {
        let bodies: [JSONValue] = [
            1, "text", nil, true, [:], ["jsonrpc": "2.0"], ["jsonrpc": "2.0", "id": 1],
            ["jsonrpc": "1.0", "id": 1, "method": "control.call"], ["id": 1, "method": "control.call"],
            ["jsonrpc": 2, "id": 1, "method": "control.call"], ["jsonrpc": "2.0", "id": 1, "method": 1],
            ["jsonrpc": "2.0", "id": 1, "method": nil], ["jsonrpc": "2.0", "id": 1, "method": ["control.call"]],
            ["jsonrpc": "2.0", "id": [:], "method": "control.call"],
            ["jsonrpc": "2.0", "id": [1], "method": "control.call"],
            ["jsonrpc": "2.0", "id": true, "method": "control.call"],
            ["jsonrpc": "2.0", "id": 1, "result": [:]],
        ]
        for body in bodies {
            try await peer.send(body)
            let answer = try #require(await peer.receive(), "\(body)")
            #expect(answer["id"] == .null || answer["id"] == body["id"], "\(body)")
            #expect(RPCTestPeer.answer(answer).code == RPCFault.Code.invalidRequest.rawValue, "\(body)")
            try await goesOn(peer)
        }
    }

    static func batches(_ peer: RPCTestPeer, _ application: ControlApplication) async throws {
        let one = RPCTestPeer.request("in-batch", "control.call")
        let batches: [JSONValue] = [
            [], [1], [one], [one, one], [["jsonrpc": "2.0", "method": "control.call"]],
        ]
        for batch in batches {
            try await peer.send(batch)
            try await refused(peer, .invalidRequest, "\(batch)")
        }
        #expect(application.count(of: "control.call") == 0, "nothing in a batch is performed")
    }

    static func ids(_ peer: RPCTestPeer) async throws {
        let numbers: [Int64] = [0, 1, -1, 42, 1 << 31, (1 << 53) - 1, 1 << 53, (1 << 53) + 1, .max, .min]
        let texts = [
            "", "0", "1", "ключ 🔑", "quote\"\\back", String(repeating: "x", count: 200), "null", "line\nbreak",
        ]
        for id in numbers.map({ .number(JSONNumber($0)) }) + texts.map(JSONValue.string) {
            try await peer.send(RPCTestPeer.request(id, "control.make", ["title": "x"]))
            #expect(await peer.receive() == ["jsonrpc": "2.0", "id": id, "result": ["title": "x"]], "\(id)")
            try await peer.send(RPCTestPeer.request(id, "control.fail", ["code": "conflict"]))
            let failed = try #require(await peer.receive())
            #expect(failed["id"] == id)
            #expect(RPCTestPeer.answer(failed).code == 409)
        }
    }

    static func doubtfulIDs(_ peer: RPCTestPeer) async throws {
        let written = [
            "18446744073709551615", "-9223372036854775809", "1000000000000000000000000000000", "1.5", "1e3", "null",
        ]
        for id in written {
            try await peer.send(raw: Array(#"{"jsonrpc":"2.0","id":\#(id),"method":"control.call"}"#.utf8))
            let answer = try #require(await peer.receive(), "\(id)")
            if answer["error"] == nil {
                #expect(answer["id"] == (try JSONReader.parse(Array(id.utf8))))
            } else {
                #expect(answer["id"] == .null)
                #expect(RPCTestPeer.answer(answer).code == RPCFault.Code.invalidRequest.rawValue)
            }
        }
    }

    static func notifications(_ peer: RPCTestPeer, _ application: ControlApplication) async throws {
        let notified: [(String, JSONValue)] = [
            ("control.append", ["list": "notified", "value": 1]), ("control.append", ["list": "notified"]),
            ("control.append", [1]), ("control.fail", ["code": "internal"]), ("no.such.method", [:]),
            ("no.such.method", [1]), ("rpc.discover", [:]), ("rpc.nothing", [:]),
        ]
        for (method, params) in notified {
            try await peer.send(["jsonrpc": "2.0", "method": .string(method), "params": params])
        }
        try await peer.send(RPCTestPeer.request(7, "control.append", ["list": "notified", "value": 2]))
        #expect(await peer.receive() == ["jsonrpc": "2.0", "id": 7, "result": ["values": [1, 2]]])
        #expect(application.count(of: "control.append") == 3)
        // A login by notification counts as any other.
        try await peer.send(["jsonrpc": "2.0", "method": "control.login", "params": ["name": "bob"]])
        #expect(try await peer.call("control.whoami", [:]).value != nil)
    }

    static func deepNesting(_ peer: RPCTestPeer) async throws {
        for depth in [65, 20_000] {
            let nest = String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
            try await peer.send(
                raw: Array(#"{"jsonrpc":"2.0","id":"deep","method":"control.make","params":{"x":\#(nest)}}"#.utf8))
            try await refused(peer, .parseError, "\(depth)")
        }
    }

    static func duplicateNames(_ peer: RPCTestPeer) async throws {
        try await peer.send(
            raw: Array(#"{"jsonrpc":"2.0","id":"a","id":"b","method":"control.make","params":{"title":"x"}}"#.utf8))
        try await refused(peer, .parseError, "two ids")
    }
}
