import CaravanProtocol

extension Message {
    /// All that was said in a trip, newest first: in the order in which it was sent, which no edit changes.
    static func history(of trip: ID<Trip>) -> Query<Message> {
        Query<Message>(.equals(\.tripID, trip)).ordered(by: \.sentRevision, descending: true)
    }

    /// What others than the user have said in a trip after that place of the history, and did not delete.
    static func unread(in trip: ID<Trip>, after place: Int64, by user: ID<User>) -> Query<Message> {
        Query(
            .equals(\.tripID, trip), .greater(\.sentRevision, than: place), .equals(\.isDeleted, false),
            .any(.less(\.sender, than: user), .greater(\.sender, than: user)))
    }
}
