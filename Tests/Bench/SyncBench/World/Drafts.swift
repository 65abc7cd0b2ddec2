import CaravanProtocol

/// Changes as a device pushes them, with ids in the order of time as the server makes them.
struct Drafts {
    private var count: UInt64 = 0
    private var number = 0

    /// A UUID of version 7; the rest by chance (splitmix64).
    mutating func id() -> UUIDBits {
        count += 1
        var chance = count &* 0x9e37_79b9_7f4a_7c15
        chance = (chance ^ (chance >> 30)) &* 0xbf58_476d_1ce4_e5b9
        chance = (chance ^ (chance >> 27)) &* 0x94d0_49bb_1331_11eb
        return UUIDBits(
            high: (0x0190_0000_0000 + count / 4) << 16 | 0x7000 | chance & 0xFFF, low: chance >> 2 | 1 << 63)
    }

    mutating func trip(_ id: UUIDBits) -> String {
        change(
            "create", "trip", id,
            #"{"title":"Trip \#(number) to the sea","description":"A week by train, with a tent and two bicycles","#
                + #""start_date":"2031-05-01","end_date":"2031-05-09","time_zone":"Europe/Lisbon","currency":"EUR"}"#)
    }

    mutating func destination(_ id: UUIDBits, in trip: UUIDBits) -> String {
        change(
            "create", "destination", id,
            #"{"trip_id":"\#(trip)","name":"Stop \#(number) by the river","description":"Two nights near the old bridge","#
                + #""arrival_date":"2031-05-01","departure_date":"2031-05-03","time_zone":"Europe/Lisbon"}"#)
    }

    mutating func activity(_ id: UUIDBits, at destination: UUIDBits) -> String {
        change(
            "create", "activity", id,
            #"{"destination_id":"\#(destination)","title":"Walk \#(number) up to the castle","#
                + #""description":"Good shoes, water and a hat","activity_type":"sightseeing","#
                + #""start_time":"2031-05-02T10:00:00Z","end_time":"2031-05-02T12:30:00Z","cost":"12.50"}"#)
    }

    mutating func message(_ id: UUIDBits, in trip: UUIDBits) -> String {
        change(
            "create", "message", id,
            #"{"trip_id":"\#(trip)","content":"Number \#(number): who brings the map, and when do we meet?"}"#)
    }

    mutating func update(_ id: UUIDBits, base: Int64) -> String {
        change(
            "update", "activity", id, #"{"title":"Walk \#(number) down again","cost":"14.00"}"#,
            more: #","base_revision":\#(base)"#)
    }

    private mutating func change(
        _ action: String, _ type: String, _ id: UUIDBits, _ data: String, more: String = ""
    ) -> String {
        number += 1
        return #"{"entity_type":"\#(type)","entity_id":"\#(id)","action":"\#(action)","number":\#(number),"#
            + #""client_timestamp":"2031-01-01T00:00:00Z","data":\#(data)\#(more)}"#
    }

    /// The body of a push.
    static func push(_ client: String, _ changes: [String]) -> [UInt8] {
        Array((#"{"client_id":"\#(client)","changes":["# + changes.joined(separator: ",") + "]}").utf8)
    }
}
