import CaravanProtocol
import Testing

@Suite("RPCPeer")
struct RPCPeerTests {
    private let application = EchoApplication()

    private func peer(_ credential: Credential = .none) -> RPCPeer {
        RPCPeer(OperationTable(application.operations), transport: "test", credential: credential, address: "192.0.2.1")
    }

    /// What one message is answered with.
    private func answer(_ message: String, _ peer: inout RPCPeer) throws -> JSONValue? {
        try peer.answer(Array(message.utf8), application).map { try JSONReader.parse($0) }
    }

    private func answer(_ message: String) throws -> JSONValue? {
        var peer = peer()
        return try answer(message, &peer)
    }

    @Test func aCallKnowsItsPeer() throws {
        let answer = try answer(#"{"jsonrpc":"2.0","id":"1","method":"echo","params":{"text":"hi"}}"#)
        #expect(
            answer == [
                "jsonrpc": "2.0", "id": "1",
                "result": [
                    "text": "hi", "credential": "none", "address": "192.0.2.1", "transport": "test",
                    "path_names": ["id"],
                ],
            ])
    }

    @Test(
        arguments: [
            ("{", -32700), ("[]", -32600), ("7", -32600), (#"{"jsonrpc":"2.0","id":1}"#, -32600),
            (#"{"jsonrpc":"2.0","id":1,"method":"none"}"#, -32601),
            (#"{"jsonrpc":"2.0","id":1,"method":"echo","params":[]}"#, -32602),
            (#"{"jsonrpc":"2.0","id":1,"method":"rpc.discover","params":[]}"#, -32602),
            (#"{"jsonrpc":"2.0","id":1,"method":"fail"}"#, 409),
        ])
    func faults(_ message: String, _ code: Int64) throws {
        let answer = try #require(try answer(message))
        #expect(answer["error"]?["code"] == .number(JSONNumber(code)))
        #expect(answer["error"]?["data"]?["request_id"] == "request")
    }

    @Test func notificationsAreNeverAnswered() throws {
        for method in ["echo", "fail", "none", "rpc.discover"] {
            for params in ["{}", "[]", "7"] {
                #expect(try answer(#"{"jsonrpc":"2.0","method":"\#(method)","params":\#(params)}"#) == nil)
            }
        }
    }

    @Test func aLoginBindsWhatFollows() throws {
        var peer = peer(.bearer("token"))
        #expect(try answer(#"{"jsonrpc":"2.0","id":1,"method":"login"}"#, &peer)?["result"] == .null)
        #expect(peer.credential == .session(UUIDBits(high: 1, low: 2)))
        _ = try answer(#"{"jsonrpc":"2.0","id":1,"method":"refused_login"}"#, &peer)
        #expect(peer.credential == .session(UUIDBits(high: 1, low: 2)))
    }

    @Test func aLoginByNotificationBindsToo() throws {
        var peer = peer()
        #expect(try answer(#"{"jsonrpc":"2.0","method":"login"}"#, &peer) == nil)
        #expect(peer.credential == .session(UUIDBits(high: 1, low: 2)))
    }

    @Test func theApplicationsDocumentIsAnsweredAsItIs() throws {
        #expect(try answer(#"{"jsonrpc":"2.0","id":1,"method":"rpc.discover"}"#)?["result"] == ["openrpc": "1.3.2"])
    }

    /// As an asynchronous transport does it.
    @Test func inTwoSteps() async throws {
        var peer = peer()
        let message = Array(#"{"jsonrpc":"2.0","id":5,"method":"nothing"}"#.utf8)
        guard case .perform(let pending) = peer.read(message, application) else {
            Issue.record("a call is due")
            return
        }
        #expect(pending.call.operation == "nothing")
        let bytes = try #require(peer.finish(pending, await application.perform(pending.call)))
        #expect(String(decoding: bytes, as: UTF8.self) == #"{"jsonrpc":"2.0","id":5,"result":null}"#)
    }
}
