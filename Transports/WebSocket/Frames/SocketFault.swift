/// Why a connection fails (RFC 6455, section 7.1.7): what its close frame says.
struct SocketFault: Error, Equatable {
    let code: UInt16
    /// A few words for people, at most 123 bytes.
    let reason: String

    static func protocolError(_ reason: String) -> SocketFault { SocketFault(code: 1002, reason: reason) }
    static let binary = SocketFault(code: 1003, reason: "binary messages are not taken")
    static let notUTF8 = SocketFault(code: 1007, reason: "text that is not UTF-8")
    static let notDeflated = SocketFault(code: 1007, reason: "data that is not deflated")
    static func tooLong(_ bytesMax: Int) -> SocketFault {
        SocketFault(code: 1009, reason: "a message has at most \(bytesMax) bytes")
    }
    static let tooBusy = SocketFault(code: 1013, reason: "the server has too much to do")
}
