/// A question for rows of one entity: conditions, order, and how many.
public struct Query<E: Entity>: Sendable {
    public var filters: [Filter<E>]
    /// The columns to order by; all in the same direction. Without any, the order is the storage's. Texts stand in the
    /// order of their Unicode scalars, null before everything else.
    public var order: [Int] = []
    public var isDescending = false
    /// Only rows that come strictly after these values of the order's columns, null among them.
    public var after: [StoredValue]?
    public var limit: Int?

    public init(_ filters: Filter<E>...) {
        self.filters = filters
    }

    public init(_ filters: [Filter<E>]) {
        self.filters = filters
    }

    /// Orders by these fields, all of them ascending or all descending. The last should make the order total.
    public func ordered<each V: FieldValue>(
        by paths: repeat WritableKeyPath<E, each V>, descending: Bool = false
    ) -> Query {
        var query = self
        query.order = []
        for path in repeat each paths { query.order.append(E.fields.place(of: path)) }
        query.isDescending = descending
        return query
    }

    /// As ``ordered(by:descending:)``, by the names of fields, for code that is generic over entities.
    public func ordered(byNames names: String..., descending: Bool = false) -> Query {
        var query = self
        query.order = names.map(E.fields.requiredPlace(named:))
        query.isDescending = descending
        return query
    }

    /// At most so many rows.
    public func limited(to limit: Int) -> Query {
        var query = self
        query.limit = limit
        return query
    }

    /// Only what comes after a row with these values of the order's fields.
    public func starting(after values: [StoredValue]?) -> Query {
        var query = self
        query.after = values
        return query
    }

    /// The conditions as one.
    ///
    /// With closures, not key paths: those of a generic type are made anew at each use, at the cost of a row's read.
    public var condition: Condition { .all(filters.map { $0.condition }) }
}
