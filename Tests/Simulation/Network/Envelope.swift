import CaravanProtocol

/// A request on its way to a server: a call, as a wire would carry it.
struct Envelope {
    /// Which request it is; a double and a late replay have the number of the first.
    let number: Int
    let person: Int
    /// The device that waits for the answer; `nil` where nobody does.
    var device: Int?
    let operation: String
    var params: JSONObject
    var server = 0
}
