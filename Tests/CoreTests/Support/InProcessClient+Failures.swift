import CaravanCore
import CaravanInProcess
import CaravanProtocol
import TestSupport

extension InProcessClient {
    /// The failure of a call; `nil` if it succeeds.
    func failure(_ operation: String, _ params: JSONObject = [:]) -> Failure? {
        do throws(Failure) {
            _ = try callNow(operation, params)
            return nil
        } catch {
            return error
        }
    }

    /// The code of a call's failure; `nil` if it succeeds.
    func code(_ operation: String, _ params: JSONObject = [:]) -> FailureCode? { failure(operation, params)?.code }

    /// The fields that a failed call names.
    func fields(_ operation: String, _ params: JSONObject = [:]) -> [String]? {
        failure(operation, params)?.errors.map(\.field)
    }

    /// The elements of a list through all its pages.
    func all(_ operation: String, _ params: JSONObject = [:], limit: Int = 200) throws -> [JSONValue] {
        var params = params.with(["limit": limit.json])
        var elements: [JSONValue] = []
        while true {
            let page = try callNow(operation, params)
            elements += page["results"]?.array ?? []
            guard let next = page["next"]?.string else { return elements }
            params["cursor"] = next.json
        }
    }

    /// The id of the entity that a create answers.
    func make(_ operation: String, _ params: JSONObject) throws -> JSONValue {
        try callNow(operation, params)["id"] ?? .null
    }

    /// A trip with nothing in it.
    func makeTrip(_ params: JSONObject = [:]) throws -> JSONValue {
        let standard: JSONObject = ["title": "Lisbon", "start_date": "2031-05-01", "end_date": "2031-05-09"]
        return try make("trips.create", standard.with(params))
    }

    /// A destination of the trip.
    func makeStop(_ trip: JSONValue, _ params: JSONObject = [:]) throws -> JSONValue {
        let standard: JSONObject = [
            "trip_id": trip, "name": "Alfama", "arrival_date": "2031-05-01", "departure_date": "2031-05-02",
        ]
        return try make("destinations.create", standard.with(params))
    }

    /// An activity at the destination.
    func makeActivity(_ stop: JSONValue, _ params: JSONObject = [:]) throws -> JSONValue {
        let standard: JSONObject = ["destination_id": stop, "title": "Tram", "activity_type": "other"]
        return try make("activities.create", standard.with(params))
    }

    /// The id of a message that he sends to the trip's room.
    func say(_ content: String, in trip: JSONValue, _ params: JSONObject = [:]) throws -> JSONValue {
        try make("chat.send", (["trip_id": trip, "content": content.json] as JSONObject).with(params))
    }

    /// The caller's own id.
    func ownID() throws -> JSONValue { try callNow("users.me")["id"] ?? .null }
}

extension TestWorld {
    /// A peer that shows an access token.
    func bearer(_ token: JSONValue?) -> InProcessClient {
        InProcessClient(caravan, credential: .bearer(token?.string ?? ""))
    }
}
