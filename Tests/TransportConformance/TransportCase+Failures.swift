import CaravanProtocol
import Testing
import TransportControl

extension TransportCase {
    static func everyFailureCode(_ harness: some TransportHarness) async throws {
        try await harness.withPeer(ControlApplication(), .none) { peer in
            for code in FailureCode.allCases {
                let answer = try await peer.call("control.fail", ["code": .string(code.rawValue)])
                check(answer, is: ControlFailure.of(code), harness.capabilities)
            }
        }
    }

    /// The answer is the failure's problem, under the transport's own code for it.
    static func check(_ answer: TransportAnswer, is failure: Failure, _ capabilities: TransportCapabilities) {
        let expected = try? JSONReader.parse(Problem(failure, requestID: "any").bytes)
        guard var problem = answer.problem?.object, var expected = expected?.object else {
            Issue.record("\(failure.code) came as \(answer)")
            return
        }
        #expect(problem["request_id"]?.string.map(isRequestID) == true, "\(failure.code): a request id is due")
        problem["request_id"] = nil
        expected["request_id"] = nil
        #expect(problem == expected, "\(failure.code)")
        switch capabilities.codes {
        case .none: #expect(answer.code == nil)
        case .httpStatus: #expect(answer.code == failure.code.facts.status, "\(failure.code)")
        case .jsonRPC: #expect(answer.code == failure.code.facts.rpcCode, "\(failure.code)")
        }
    }

    static func privateCauses(_ harness: some TransportHarness) async throws {
        try await harness.withPeer(ControlApplication(), .none) { peer in
            for code in FailureCode.allCases {
                let answer = try await peer.call("control.fail", ["code": .string(code.rawValue)])
                #expect(!"\(answer)".contains(ControlFailure.secret), "\(code)")
            }
        }
    }

    static func namedFields(_ harness: some TransportHarness) async throws {
        let wrong: JSONObject = ["id": id, "text": .string(String(repeating: "x", count: 1001)), "number": "many"]
        try await harness.withPeer(ControlApplication(), .none) { peer in
            for verb in ["get", "post"] {
                let answer = try await peer.call("control.echo_" + verb, .object(wrong))
                checkFields(answer, ["text": "length", "number": "type"], harness.capabilities)
            }
            let answer = try await peer.call("control.make", ["name": "a title is needed"])
            checkFields(answer, ["title": "required"], harness.capabilities)
        }
    }

    static func checkFields(
        _ answer: TransportAnswer, _ expected: [String: String], _ capabilities: TransportCapabilities
    ) {
        checkCode(answer, .validationFailed, capabilities)
        var found: [String: String] = [:]
        if case .array(let errors)? = answer.problem?["errors"] {
            for error in errors { found[error["field"]?.string ?? "?"] = error["code"]?.string ?? "?" }
        }
        #expect(found == expected)
    }

    /// The answer is a failure of that code.
    static func checkCode(
        _ answer: TransportAnswer, _ code: FailureCode, rpc: Int? = nil, _ capabilities: TransportCapabilities
    ) {
        #expect(answer.problem?["code"]?.string == code.rawValue, "\(answer)")
        switch capabilities.codes {
        case .none: break
        case .httpStatus: #expect(answer.code == code.facts.status)
        case .jsonRPC: #expect(answer.code == rpc ?? code.facts.rpcCode)
        }
    }

    static func idThatIsNone(_ harness: some TransportHarness) async throws {
        try await harness.withPeer(ControlApplication(), .none) { peer in
            for text in ["7", "not-a-uuid", "0190a6b2-7c1d-7e3f-8a4b-5c6d7e8f9a0", "a b/c"] {
                for verb in ["get", "post"] {
                    let answer = try await peer.call("control.echo_" + verb, ["id": .string(text)])
                    checkCode(answer, .notFound, harness.capabilities)
                }
            }
        }
    }

    static func unknownOperation(_ harness: some TransportHarness) async throws {
        try await harness.withPeer(ControlApplication(), .none) { peer in
            for name in ["control.nothing", "control", "Control.Echo_get", "control.echo_get "] {
                let answer = try await peer.call(name, [:])
                checkCode(answer, .notFound, rpc: RPCFault.Code.methodNotFound.rawValue, harness.capabilities)
                #expect(answer.problem?["request_id"]?.string.map(isRequestID) == true)
            }
        }
    }

    static func wrongShape(_ harness: some TransportHarness) async throws {
        guard harness.capabilities.takesAnyShape else { return }
        let application = ControlApplication()
        try await harness.withPeer(application, .none) { peer in
            let shapes: [JSONValue] = [[], [1], [["title": "x"]], "text", 5, true, nil]
            for shape in shapes {
                let answer = try await peer.call("control.make", shape)
                switch harness.capabilities.codes {
                case .jsonRPC: #expect(answer.code == RPCFault.Code.invalidParams.rawValue, "\(shape)")
                case .none, .httpStatus: checkCode(answer, .validationFailed, harness.capabilities)
                }
            }
        }
        if harness.capabilities.codes == .jsonRPC { #expect(application.count(of: "control.make") == 0) }
    }

    static func tooLarge(_ harness: some TransportHarness) async throws {
        guard let bytesMax = harness.capabilities.bodyBytesMax else { return }
        try await harness.withPeer(ControlApplication(), .none) { peer in
            let text = String(repeating: "x", count: bytesMax)
            let answer = try await peer.call("control.echo_post", ["id": id, "extra": .string(text)])
            checkCode(answer, .tooLarge, harness.capabilities)
        }
    }

    static func tooDeep(_ harness: some TransportHarness) async throws {
        // JSON-RPC cannot tell whose request it was; ``RPCCase`` has that.
        guard harness.capabilities.codes == .httpStatus else { return }
        try await harness.withPeer(ControlApplication(), .none) { peer in
            var deep: JSONValue = 1
            for _ in 0..<Limits.jsonDepthMax { deep = [deep] }
            let answer = try await peer.call("control.echo_post", ["id": id, "extra": deep])
            checkCode(answer, .malformed, harness.capabilities)
        }
    }
}
