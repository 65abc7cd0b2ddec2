/// What rows and JSON need of a field. Trivial: going through many of them counts no references. And no part of a generic
/// type: in code that is not specialised each look at a list of such would ask the runtime for its type.
struct FieldSlot: Sendable {
    let place: Int
    let offset: Int
    let type: any FieldValue.Type
    let column: ColumnType
    /// Where its JSON name stands in ``FieldList/labels``.
    let label: Range<Int>
}

/// What reading an input needs of a field; no part of a generic type either.
struct FieldFacts: Sendable {
    let name: String
    let right: FieldRight
    let rules: [FieldRule]
    let acceptsNull: Bool
    let isKept: Bool
    let nullIsDefault: Bool
}
