public import CaravanProtocol

/// An input that asks for a page of what is in a trip.
public struct TripPage: PageInput {
    public var tripID = ID<Trip>.unset
    public var limit = 50
    public var cursor: String?

    public init() {}
    public static let fields = FieldList<TripPage>([.required("trip_id", \.tripID)] + pageFields(\.limit, \.cursor))
}
