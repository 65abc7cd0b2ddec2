/// A struct that describes itself by a list of fields: an entity, or the input or output of an operation.
///
/// From that list come its row coding, JSON both ways, JSON Schema, validation, diff and three-way merge.
/// Every stored property has a field, and every field is a stored property; `init()` gives the defaults.
public protocol Record: Sendable, SendableMetatype {
    init()
    static var fields: FieldList<Self> { get }
}
