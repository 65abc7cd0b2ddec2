import CaravanProtocol

/// A small trip, for the examples of the live document: what stands in them is written by the code that writes it for
/// peers.
enum LiveSamples {
    static let ann = user(1, "ann", "Ann")
    static let john = user(2, "john_doe", "John")
    static let tripID = ID<Trip>(bits(0x203))
    static let epoch = "q3o1x8vT2mZf"
    static let at = instant("2024-01-15T10:30:00Z")
    static let later = instant("2024-01-15T10:35:00Z")
    /// The client's own mark in the examples that have one.
    static let reference: JSONValue = "7"

    static var trip: Trip {
        var trip = Trip()
        trip.id = tripID
        trip.title = "Portugal by train"
        trip.creator = ann.id
        trip.startDate = day("2024-05-01")
        trip.endDate = day("2024-05-09")
        trip.status = .planned
        trip.timeZone = ZoneName(known: "Europe/Lisbon")
        trip.currency = CurrencyCode("EUR")
        trip.memberCount = 2
        (trip.revision, trip.createdAt, trip.updatedAt) = (38, at, at)
        return trip
    }

    static var membership: Membership {
        var membership = Membership()
        membership.id = ID(bits(0x301))
        membership.tripID = tripID
        membership.userID = john.id
        membership.role = .editor
        membership.joinedAt = at
        membership.invitedBy = ann.id
        (membership.revision, membership.createdAt, membership.updatedAt) = (39, at, at)
        return membership
    }

    static var destination: Destination {
        var destination = Destination()
        destination.id = ID(bits(0x401))
        destination.tripID = tripID
        destination.name = "Lisbon"
        destination.arrivalDate = day("2024-05-05")
        destination.departureDate = day("2024-05-09")
        (destination.revision, destination.createdAt, destination.updatedAt) = (40, at, at)
        return destination
    }

    static var activity: Activity {
        var activity = Activity()
        activity.id = ID(bits(0x501))
        activity.tripID = tripID
        activity.destinationID = destination.id
        activity.title = "Tram 28"
        activity.activityType = .sightseeing
        activity.cost = Amount(parsing: "3.10")
        activity.currency = CurrencyCode("EUR")
        (activity.completedAt, activity.completedBy) = (at, john.id)
        (activity.revision, activity.createdAt, activity.updatedAt) = (41, at, at)
        return activity
    }

    /// As it was sent, and after it was edited.
    static func message(isEdited: Bool = false) -> MessageView {
        var message = Message()
        message.id = ID(bits(0x601))
        message.tripID = tripID
        message.roomID = ID(bits(0x204))
        message.sender = john.id
        message.content = isEdited ? "Updated message" : "Hello, team!"
        message.clientMessageID = "phone-41"
        message.isEdited = isEdited
        message.sentRevision = 42
        message.revision = isEdited ? 43 : 42
        (message.createdAt, message.updatedAt) = (at, isEdited ? later : at)
        return MessageView(message, sender: john)
    }

    private static func user(_ number: UInt64, _ username: String, _ firstName: String) -> UserSummary {
        var user = UserSummary()
        user.id = ID(UUIDBits(high: 0x018f_3b5c_0000_7000, low: 0x8000_0000_0000_0000 | number))
        user.username = username
        user.firstName = firstName
        user.lastName = "Example"
        return user
    }

    private static func bits(_ number: UInt64) -> UUIDBits {
        UUIDBits(high: 0x018f_3b5c_1f2e_7a3b, low: 0x8c4d_5e6f_7081_9000 | number)
    }

    private static func day(_ text: String) -> LocalDate { LocalDate(parsing: text) ?? LocalDate(days: 0) }
    private static func instant(_ text: String) -> Instant { Instant(parsing: text) ?? .epoch }
}
