/// Why the server ends a peer (WIRE.md section 4).
public enum PeerEnd: Sendable, Equatable {
    /// Nobody is behind it, or the session has ended: 4001.
    case unauthenticated
    /// What it is about may not be seen, or may not be seen any more: 4003.
    case forbidden
    /// It does not take what is sent to it: 4008. Given how to resume, in at most 123 bytes.
    case tooSlow(resume: String)
    /// The server shuts down: 1012.
    case serviceRestart
    /// The server cannot serve it now: 1013.
    case unavailable

    /// Why somebody who comes with a credential cannot stay.
    public init(_ failure: Failure) {
        switch failure.code {
        case .unauthenticated: self = .unauthenticated
        case .forbidden, .notFound: self = .forbidden
        default: self = .unavailable
        }
    }

    /// The close code on a WebSocket.
    public var closeCode: UInt16 {
        switch self {
        case .unauthenticated: 4001
        case .forbidden: 4003
        case .tooSlow: 4008
        case .serviceRestart: 1012
        case .unavailable: 1013
        }
    }

    /// A few words for people, at most 123 bytes.
    public var reason: String {
        switch self {
        case .unauthenticated: "unauthenticated"
        case .forbidden: "forbidden"
        case .tooSlow(let resume): resume
        case .serviceRestart: "the server shuts down"
        case .unavailable: "try again later"
        }
    }
}
