public import CaravanProtocol

/// Which messages a user is told about.
public enum NotifyLevel: String, Choice {
    case all, mentions, none
}
