/// How a thin client uses the protocol.
struct ThinStyle {
    /// Whether it says what its changes were made on.
    var usesBase: Bool
    /// Whether it asks from a time instead of a cursor.
    var pullsByTime: Bool
    /// Whether its pushes ask for the news too.
    var pullsWithPush: Bool
    /// Whether its pushes say of which history their bases are.
    var tellsEpoch: Bool
    /// How many entries a page has; `nil` leaves it to the server.
    var pageLimit: Int64?
    var batchMax: Int
    /// What its pushes want done with conflicts; `nil` says nothing.
    var policy: String?

    init(_ dice: inout Dice) {
        usesBase = dice.happens(percent: 70)
        pullsByTime = dice.happens(percent: 25)
        pullsWithPush = dice.happens(percent: 30)
        tellsEpoch = dice.happens(percent: 50)
        pageLimit = dice.pick([nil, nil, 1, 2, 7, 50]) ?? nil
        batchMax = dice.pick([1, 3, 50]) ?? 50
        policy = dice.pick([nil, nil, nil, "manual", "server_wins", "client_wins", "merge"]) ?? nil
    }
}
