import HTTPTypes

/// The connection has no more use: what comes next on it is unknown or not wanted. Thrown, it closes the connection.
struct ConnectionDone: Error {}

extension HTTPFields {
    /// Whether the client says that this is its last request on the connection (RFC 9112, section 9.6).
    var wantsClose: Bool {
        self[values: .connection].contains { value in
            value.split(separator: ",").contains { option in
                option.lowercased().filter { $0 != " " && $0 != "\t" } == "close"
            }
        }
    }
}
