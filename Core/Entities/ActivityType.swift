public import CaravanProtocol

/// What kind of thing an activity is.
public enum ActivityType: String, Choice {
    case sightseeing, restaurant, hotel, transport, other
}
