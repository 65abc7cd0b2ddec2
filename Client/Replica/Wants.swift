/// What is wanted of the next calls, beside what the tables ask for.
struct Wants {
    let news: Bool
    let status: Bool

    init(_ flight: Replica.Flight) { (news, status) = (flight.wantsNews, flight.wantsStatus) }
}
