import CaravanProtocol

/// Why the server's whole state is being pulled anew.
enum RebuildKind: String, Choice {
    case none
    /// A checksum differed. The queue goes on meanwhile.
    case healing
    /// The server has asked for it (410). Nothing is pushed before it is done.
    case resync
    /// As `resync`, and the server's log is another one: revisions mean nothing any more.
    case restored
}
