/// A condition on the rows of an entity, made of key paths that become column places at once.
///
/// Text is compared by its Unicode scalars unless a condition says that it folds case.
public struct Filter<E: Entity>: Sendable {
    public let condition: Condition

    /// A condition on places, for code that is generic over entities.
    public init(_ condition: Condition) { self.condition = condition }

    public static func equals<V: FieldValue>(_ path: WritableKeyPath<E, V>, _ value: V) -> Filter {
        let stored = value.stored
        let place = E.fields.place(of: path)
        return Filter(stored == .null ? .isNull(place) : .compare(place, .equal, stored))
    }

    public static func isNull<V: FieldValue>(_ path: WritableKeyPath<E, V?>) -> Filter {
        Filter(.isNull(E.fields.place(of: path)))
    }

    public static func isNotNull<V: FieldValue>(_ path: WritableKeyPath<E, V?>) -> Filter {
        Filter(.isNotNull(E.fields.place(of: path)))
    }

    public static func less<V: FieldValue>(_ path: WritableKeyPath<E, V>, than value: V) -> Filter {
        Filter(.compare(E.fields.place(of: path), .less, value.stored))
    }

    public static func atMost<V: FieldValue>(_ path: WritableKeyPath<E, V>, _ value: V) -> Filter {
        Filter(.compare(E.fields.place(of: path), .lessOrEqual, value.stored))
    }

    public static func greater<V: FieldValue>(_ path: WritableKeyPath<E, V>, than value: V) -> Filter {
        Filter(.compare(E.fields.place(of: path), .greater, value.stored))
    }

    public static func atLeast<V: FieldValue>(_ path: WritableKeyPath<E, V>, _ value: V) -> Filter {
        Filter(.compare(E.fields.place(of: path), .greaterOrEqual, value.stored))
    }

    public static func oneOf<V: FieldValue>(_ path: WritableKeyPath<E, V>, _ values: [V]) -> Filter {
        Filter(.oneOf(E.fields.place(of: path), values.map { $0.stored }))
    }

    /// The text begins with exactly this; an index over the field serves it.
    public static func hasPrefix(_ path: WritableKeyPath<E, String>, _ prefix: String) -> Filter {
        Filter(.hasPrefix(E.fields.place(of: path), prefix))
    }

    /// The text contains this, whatever the case of either (Swift's `lowercased()` of both).
    public static func containsFolded(_ path: WritableKeyPath<E, String>, _ text: String) -> Filter {
        Filter(.containsFolded(E.fields.place(of: path), text.lowercased()))
    }

    /// There is a row of `other` whose declared reference `path` names this row's key, and which meets the conditions.
    public static func exists<Other: Entity>(
        _ other: Other.Type, by path: WritableKeyPath<Other, ID<E>>, _ conditions: Filter<Other>...
    ) -> Filter {
        let place = Other.fields.place(of: path)
        precondition(
            Other.schema.table.references.contains { $0.column == place && $0.table == E.schema.table.name },
            "\(Other.self) declares no reference to \(E.self) at \(path)")
        return Filter(.exists(Other.schema.table, reference: place, .all(conditions.map { $0.condition })))
    }

    public static func any(_ filters: Filter...) -> Filter { Filter(.any(filters.map { $0.condition })) }
    public static func all(_ filters: [Filter]) -> Filter { Filter(.all(filters.map { $0.condition })) }
}
