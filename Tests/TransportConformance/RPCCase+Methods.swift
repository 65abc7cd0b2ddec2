import CaravanProtocol
import Testing
import TransportControl

extension RPCCase {
    static func paramsMayBeAbsent(_ peer: RPCTestPeer) async throws {
        try await peer.send(["jsonrpc": "2.0", "id": 1, "method": "control.list"])
        #expect(await peer.receive()?["result"]?["next"] == "50")
        let answer = try await peer.call("control.make", [:])
        TransportCase.checkCode(answer, .validationFailed, TransportCapabilities(codes: .jsonRPC))
    }

    static func unknownMembers(_ peer: RPCTestPeer) async throws {
        try await peer.send([
            "jsonrpc": "2.0", "id": 1, "method": "control.make", "trace": [1, ["a": nil]],
            "params": ["title": "x", "no_such_field": ["deep": [1]]],
        ])
        #expect(await peer.receive() == ["jsonrpc": "2.0", "id": 1, "result": ["title": "x"]])
    }

    static func meta(_ peer: RPCTestPeer) async throws {
        let answer = try await peer.call("control.call", ["_meta": ["idempotency_key": "x"]])
        #expect(answer.value?["has_meta"] == false)
    }

    static func wrongMeta(_ harness: some RPCHarness) async throws {
        let faults: [(JSONValue, String, String)] = [
            (5, "_meta", "type"), ([], "_meta", "type"), ("x", "_meta", "type"), (false, "_meta", "type"),
            (["idempotency_key": 5], "idempotency_key", "type"), (["idempotency_key": []], "idempotency_key", "type"),
            (["idempotency_key": ""], "idempotency_key", "length"),
            (["idempotency_key": "a b"], "idempotency_key", "format"), (["if_match": true], "if_match", "type"),
            (["if_match": [:]], "if_match", "type"), (["if_match": [1]], "if_match", "type"),
        ]
        try await harness.withRPCPeer(ControlApplication(), .bearer(ControlCaller.token(of: "ann"))) { peer in
            for (meta, field, code) in faults {
                let answer = try await peer.call("control.meta", ["_meta": meta])
                TransportCase.checkFields(answer, [field: code], harness.capabilities)
            }
            let malformed = try await peer.call("control.meta", ["_meta": ["if_match": "unquoted"]])
            TransportCase.checkCode(malformed, .malformed, harness.capabilities)
            for meta: JSONValue in [nil, [:], ["trace": [1]], ["idempotency_key": nil, "if_match": nil]] {
                let answer = try await peer.call("control.meta", ["_meta": meta])
                #expect(answer.value == ["idempotency_key": nil, "if_match": nil], "\(meta)")
            }
            let revision = try await peer.call("control.meta", ["_meta": ["if_match": 7]])
            #expect(revision.value?["if_match"] == .string("\(Precondition.revision(7))"))
        }
    }

    static func emptyResult(_ peer: RPCTestPeer) async throws {
        try await peer.send(RPCTestPeer.request(1, "control.remove", ["id": TransportCase.id]))
        #expect(await peer.receive() == ["jsonrpc": "2.0", "id": 1, "result": nil])
    }

    static func discovery(_ peer: RPCTestPeer, _ application: ControlApplication) async throws {
        try await peer.send(["jsonrpc": "2.0", "id": 1, "method": "rpc.discover"])
        let document = try #require(await peer.receive()?["result"])
        #expect(document == (try JSONReader.parse(application.document(.openRPC))))
        try await peer.send(RPCTestPeer.request(2, "rpc.discover", [1]))
        let refused = try #require(await peer.receive())
        #expect(RPCTestPeer.answer(refused).code == RPCFault.Code.invalidParams.rawValue)
    }

    static func discoveredMethods(_ peer: RPCTestPeer) async throws {
        let document = try await peer.call("rpc.discover", [:]).value
        guard case .array(let methods)? = document?["methods"] else {
            Issue.record("there are no methods: \(String(describing: document))")
            return
        }
        let application = ControlApplication()
        #expect(methods.count == application.operations.count + application.peerOperations.count)
        for method in methods {
            let answer = try await peer.call(method["name"]?.string ?? "?", [1])
            #expect(answer.code == RPCFault.Code.invalidParams.rawValue, "\(method["name"] ?? .null)")
        }
    }
}
