/// A trip as a client makes it.
package enum TripDraft {
    /// Always equally long.
    package static func body(_ number: Int) -> String {
        let digits = String(100_000 + number)
        return #"{"title":"Trip \#(digits) to the sea","description":"A week by train, with a tent and two bicycles","#
            + #""start_date":"2031-05-01","end_date":"2031-05-09","time_zone":"Europe/Lisbon","currency":"EUR"}"#
    }

    package static func creation(_ number: Int, token: String) -> Request {
        Request("POST", "/api/v1/trips/", token: token, body: body(number), status: 201)
    }
}
