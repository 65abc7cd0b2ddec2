public import CaravanProtocol
public import TransportConformance

/// The call that a scenario is about, as it was played.
public struct PlayedCall: Sendable {
    /// With every reference replaced.
    public let input: JSONObject
    public let answer: TransportAnswer
}
