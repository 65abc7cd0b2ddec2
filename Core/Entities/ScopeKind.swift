public import CaravanProtocol

/// Whose log it is.
public enum ScopeKind: String, Choice {
    case trip, user
}
