/// A value as a client gave it: JSON in a body, or text in a path or a query.
public enum InputValue: Sendable {
    case json(JSONValue)
    case text(String)

    /// Whether it says that there is no value: JSON `null`.
    public var isNull: Bool {
        if case .json(.null) = self { return true }
        return false
    }

    /// The text, of either origin.
    public var text: String? {
        switch self {
        case .text(let text): text
        case .json(.string(let text)): text
        case .json: nil
        }
    }
}
