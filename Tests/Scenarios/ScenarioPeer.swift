public import CaravanProtocol

/// A connection of one caller to the server, on whatever transport. It is nobody's until an `auth.login` on it succeeds;
/// then its calls are made in that session.
public protocol ScenarioPeer: Sendable {
    func call(_ operation: String, _ input: JSONObject) async throws -> ScenarioAnswer
}

/// What came back of a call.
public enum ScenarioAnswer: Sendable, Equatable {
    /// What HTTP has as its body; `null` for no content.
    case success(JSONValue)
    /// The problem document.
    case problem(JSONValue)
}
