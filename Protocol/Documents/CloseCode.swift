/// The codes with which the server closes a socket (WIRE.md section 4), and what a client does then.
public enum CloseCode: UInt16, Sendable, CaseIterable {
    case protocolError = 1002
    case binary = 1003
    case notUTF8 = 1007
    case tooLong = 1009
    case serviceRestart = 1012
    case tooBusy = 1013
    case unauthenticated = 4001
    case forbidden = 4003
    case tooSlow = 4008

    /// When it comes.
    public var meaning: String {
        switch self {
        case .protocolError: "A frame that RFC 6455 does not have."
        case .binary: "A binary message: JSON travels as text."
        case .notUTF8: "A text that is not UTF-8, or compressed data that is broken."
        case .tooLong: "A message of more than 64 KiB on the chat socket, of more than 4 MiB on the RPC socket."
        case .serviceRestart: "The server shuts down."
        case .tooBusy: "The server has too much to do."
        case .unauthenticated:
            "No token, one that is not valid, or the session has ended: logout, a new password, a disabled account."
        case .forbidden: "The trip may not be seen, or not any more: no member, removed, deleted."
        case .tooSlow: "More than 1 MiB of events waited for a client that did not take them."
        }
    }

    /// What a client does about it.
    public var advice: String {
        switch self {
        case .protocolError, .binary, .notUTF8, .tooLong:
            "Mend the client: the same message would end the next socket too."
        case .serviceRestart, .tooBusy:
            "Connect again after a random pause, and resume from the last revision."
        case .unauthenticated: "Get a new token (`auth.refresh`, else `auth.login`), then connect again."
        case .forbidden: "Drop the trip; do not connect again."
        case .tooSlow: "Connect again, and resume from the last revision."
        }
    }

    var value: JSONValue {
        [
            "code": .number(JSONNumber(Int64(rawValue))), "meaning": .string(meaning), "client": .string(advice),
        ]
    }
}
