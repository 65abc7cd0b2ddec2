public import CaravanProtocol

/// What happened to an entity.
public enum ChangeAction: String, Choice {
    case create, update, delete
}
