public import CaravanProtocol

/// What a message brings.
public enum MessageType: String, Choice {
    case text, system, file

    /// The server alone speaks for the system (WIRE.md section 1).
    static let given = FieldRule.only([text.rawValue, file.rawValue])
}
