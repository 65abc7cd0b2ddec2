public import CaravanProtocol

/// Why an edit is in quarantine.
public enum HoldReason: String, Choice {
    /// The server refuses it for good.
    case rejected
    /// It was refused for the moment as often as it is tried.
    case attempts
    /// What it hangs on is in quarantine.
    case dependency
    /// The trip is gone, or the user is its member no more.
    case accessLost = "access_lost"
    /// It is too large to be sent.
    case tooLarge = "too_large"
}
