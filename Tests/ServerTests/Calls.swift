import CaravanProtocol

/// Bodies that several tests send.
enum Calls {
    static let trip: JSONValue = [
        "title": "Portugal by train", "start_date": "2031-05-01", "end_date": "2031-05-09",
    ]

    static func destination(_ trip: JSONValue?, _ name: String) -> JSONValue {
        [
            "trip_id": trip ?? .null, "name": .string(name), "arrival_date": "2031-05-01",
            "departure_date": "2031-05-05",
        ]
    }
}
