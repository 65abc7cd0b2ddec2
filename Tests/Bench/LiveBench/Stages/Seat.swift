/// Where somebody sits, by their numbers.
struct Seat: Hashable {
    var room: Int
    var user: Int
}
