import CaravanProtocol
import Testing
import TransportControl

extension TransportCase {
    static func manyAtOnce(_ harness: some TransportHarness) async throws {
        try await harness.withPeer(ControlApplication(), .none) { peer in
            try await checkOwnAnswers(
                (0..<200).map { ("control.echo_post", ["id": id, "text": .string("call \($0)")]) }, peer)
        }
    }

    static func slowAmongFast(_ harness: some TransportHarness) async throws {
        try await harness.withPeer(ControlApplication(), .none) { peer in
            try await checkOwnAnswers(
                (0..<20).map { place in
                    let delay: JSONValue = place % 5 == 0 ? 40 : 0
                    return ("control.delay", ["delay_ms": delay, "text": .string("call \(place)")])
                }, peer)
        }
    }

    /// Makes all calls at once; each is answered with its own text.
    private static func checkOwnAnswers(_ calls: [(String, JSONValue)], _ peer: any TransportPeer) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (operation, input) in calls {
                group.addTask {
                    let answer = try await peer.call(operation, input)
                    #expect(answer.value?["text"] == input["text"], "\(answer)")
                }
            }
            try await group.waitForAll()
        }
    }

    static func order(_ harness: some TransportHarness) async throws {
        guard harness.capabilities.ordersCalls else { return }
        try await harness.withPeer(ControlApplication(), .none) { peer in
            let answers = try await peer.callInOrder(
                (0..<100).map { TransportCall("control.append", ["list": "order", "value": .number(JSONNumber($0))]) })
            #expect(answers.count == 100)
            for (place, answer) in answers.enumerated() {
                let expected = (0...Int64(place)).map { JSONValue.number(JSONNumber($0)) }
                #expect(answer.value?["values"] == .array(expected), "call \(place)")
            }
        }
    }

    static func failuresBetween(_ harness: some TransportHarness) async throws {
        try await harness.withPeer(ControlApplication(), .none) { peer in
            for place in 0..<10 {
                let failed = try await peer.call("control.fail", ["code": "internal"])
                #expect(failed.problem?["code"] == "internal")
                let made = try await peer.call("control.make", ["title": .string("after \(place)")])
                #expect(made.value?["title"] == .string("after \(place)"))
            }
        }
    }
}
