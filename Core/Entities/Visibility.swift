public import CaravanProtocol

/// Who may see a trip besides its members. `shared` is to outsiders as `private`; reading by link will use it.
public enum Visibility: String, Choice {
    case `private`, shared, `public`
}
