public import CaravanProtocol

/// An entity with a place among its siblings; places are dense from 0.
public protocol Ordered: SoftDeleted {
    var order: Int { get set }
    /// The live ones among which it has its place, itself included once it is stored.
    var siblings: Query<Self> { get }
    /// What a shift of place is in the log.
    static var changedEvent: EventType { get }
}

extension Ordered {
    /// The siblings with a place from `first` to `last`, in their order.
    func siblings(from first: Int, through last: Int) -> Query<Self> {
        let place = Self.fields.requiredPlace(named: "order")
        var query = siblings.ordered(byNames: "order", "id")
        query.filters += [
            Filter(.compare(place, .greaterOrEqual, .integer(Int64(first)))),
            Filter(.compare(place, .lessOrEqual, .integer(Int64(last)))),
        ]
        return query
    }
}
