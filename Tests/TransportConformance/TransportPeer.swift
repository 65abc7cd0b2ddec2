public import CaravanProtocol

/// A client at the other end of the transport. Several tasks may call at once.
public protocol TransportPeer: Sendable {
    /// Performs an operation. An unknown one is sent all the same, in the form that comes nearest.
    ///
    /// - Parameters:
    ///   - input: Path, query and body fields together.
    ///   - meta: What is said about the call, as JSON-RPC has it in `_meta`; `nil` for nothing.
    func call(_ operation: String, _ input: JSONValue, meta: JSONObject?) async throws -> TransportAnswer

    /// Sends all calls, each before the answer to the one before it came; the answers in the calls' order.
    func callInOrder(_ calls: [TransportCall]) async throws -> [TransportAnswer]
}

/// One call to be sent.
public struct TransportCall: Sendable {
    public let operation: String
    public let input: JSONValue

    public init(_ operation: String, _ input: JSONValue) {
        self.operation = operation
        self.input = input
    }
}

/// What came back.
public struct TransportAnswer: Sendable {
    public enum Content: Sendable, Equatable {
        /// `nil` for no content.
        case success(JSONValue?)
        case problem(JSONValue)
    }

    public let content: Content
    /// See ``TransportCapabilities/Codes``; `nil` where there is none.
    public let code: Int?
    /// The cursor of the next page as it stands beside the body.
    public let linkedNext: String?

    public init(_ content: Content, code: Int? = nil, linkedNext: String? = nil) {
        self.content = content
        self.code = code
        self.linkedNext = linkedNext
    }

    /// The value of a success; `nil` for a problem and for no content.
    public var value: JSONValue? {
        if case .success(let value?) = content, value != .null { return value }
        return nil
    }

    /// The problem document, if it is one.
    public var problem: JSONValue? {
        if case .problem(let problem) = content { return problem }
        return nil
    }

    /// Whether it is a success without content.
    public var isEmpty: Bool { content == .success(nil) || content == .success(.null) }
}

extension TransportPeer {
    public func call(_ operation: String, _ input: JSONValue) async throws -> TransportAnswer {
        try await call(operation, input, meta: nil)
    }

    public func callInOrder(_ calls: [TransportCall]) async throws -> [TransportAnswer] {
        try await withThrowingTaskGroup(of: (Int, TransportAnswer).self) { group in
            for (place, call) in calls.enumerated() {
                group.addTask { (place, try await self.call(call.operation, call.input)) }
            }
            var answers = [Int: TransportAnswer]()
            for try await (place, answer) in group { answers[place] = answer }
            return calls.indices.compactMap { answers[$0] }
        }
    }
}

extension JSONValue {
    /// Params as JSON-RPC has them: the input, and with it what is said about the call.
    public func with(meta: JSONObject?) -> JSONValue {
        guard let meta, var params = object else { return self }
        params["_meta"] = .object(meta)
        return .object(params)
    }
}
