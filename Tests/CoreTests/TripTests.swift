import CaravanInProcess
import CaravanProtocol
import TestSupport
import Testing

@Suite struct TripTests {
    @Test func aTripIsMadeReadAndListed() throws {
        let world = try world()
        let ann = try world.person("ann")
        let made = try ann.callNow(
            "trips.create", ["title": "Lisbon", "start_date": "2031-05-01", "end_date": "2031-05-09"])
        let id = try #require(made["id"])
        #expect(made["role"] == "owner")
        #expect(made["member_count"] == 1)
        #expect(try ann.callNow("trips.get", ["id": id]) == made)
        let list = try ann.callNow("trips.list")
        #expect(list["results"] == [made])
        let stop = try ann.callNow(
            "destinations.create",
            ["trip_id": id, "name": "Alfama", "arrival_date": "2031-05-01", "departure_date": "2031-05-02"])
        let act = try ann.callNow(
            "activities.create",
            [
                "destination_id": try #require(stop["id"]), "title": "Tram", "activity_type": "other", "cost": "12.50",
                "start_time": "2031-05-01T10:00",
            ])
        #expect(act["cost"] == "12.50")
        let log = try ann.callNow("trips.changes", ["id": id])
        guard case .array(let entries)? = log["results"] else { Issue.record("no list"); return }
        #expect(
            entries.compactMap { $0["type"]?.string } == ["trip.created", "destination.created", "activity.created"])
    }
}
