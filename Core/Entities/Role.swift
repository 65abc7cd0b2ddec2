public import CaravanProtocol

/// What a member is in a trip. A trip has one owner.
public enum Role: String, Choice {
    case owner, editor, viewer
}
