/// A record that a storage keeps: one row of one table. Adding one touches no adapter.
public protocol Entity: Record {
    static var schema: EntitySchema<Self> { get }
}

extension Entity {
    public static var fields: FieldList<Self> { schema.fields }
}

/// An entity whose key is the one field `id`.
public protocol Identified: Entity {
    var id: ID<Self> { get set }
}
