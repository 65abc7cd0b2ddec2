public import CaravanCore
public import CaravanProtocol

/// Something that the user does to an entity: create, update or delete.
public struct LocalEdit: Sendable, Equatable {
    public var kind: EntityKind
    public var id: UUIDBits
    public var action: ChangeAction
    /// The fields that it sets, with the wire's names; empty for a delete.
    public var data: JSONObject

    public init(_ action: ChangeAction, _ kind: EntityKind, _ id: UUIDBits, _ data: JSONObject = [:]) {
        self.kind = kind
        self.id = id
        self.action = action
        self.data = data
    }
}
