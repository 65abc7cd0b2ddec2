public import CaravanProtocol

/// Where a trip is in its life.
public enum TripStatus: String, Choice {
    case draft, planned, active, completed, cancelled
}
