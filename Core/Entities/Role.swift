public import CaravanProtocol

/// What a member is in a trip. A trip has one owner.
public enum Role: String, Choice {
    case owner, editor, viewer

    /// Nobody is made owner but by transfer (WIRE.md section 2).
    static let given = FieldRule.only([editor.rawValue, viewer.rawValue])
}
