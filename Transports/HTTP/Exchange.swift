import CaravanNetwork
import CaravanProtocol
import NIOHTTP1

/// A request, and what its answer needs to know of it.
struct Exchange: Sendable {
    /// What it asks for; `nil` if nothing of this server's.
    var match: PathTable.Match?
    var isHead = false
    var isHTTP10 = false
    /// Whether no request after it can be answered on its connection.
    var isLast = false
    /// Whether the client waits for a word before it sends the body (RFC 9110, section 10.1.1).
    var expectsContinue = false
    /// The request as it came, where another protocol may take over.
    var upgradeHead: HTTPRequestHead?
    /// How long a body may be; `nil` where none is taken, and one that comes is read away.
    var bodyBytesMax: Int?
    var target = RequestTarget("/")
    var fields = HTTPFields([:])
    /// Who calls, where a call is meant.
    var credential = Credential.none
    let requestID: String
    /// The network address of the client.
    var address: String?
    /// The page's origin that may read the answer (the Fetch standard), if there is one.
    var allowedOrigin: String?
}
