import CaravanProtocol
import Synchronization
import TransportControl

/// The control application with sockets of the tests at `/ws`, `/binary` (which takes binary messages too) and `/silent`,
/// where nobody is ever known.
final class TestApplication: Application {
    private struct Endpoint: SocketEndpoint {
        let application: TestApplication
        let messageBytesMax = 64 * 1024
        let takesBinary: Bool
        let isBound: Bool

        func open(_ visit: PeerVisit, _ peer: any Peer) -> any PeerSession {
            let session = TestSession(visit, peer, isBound: isBound)
            application.sessions.withLock { $0.append(session) }
            return session
        }
    }

    private let control = ControlApplication()
    private let sessions = Mutex<[TestSession]>([])

    var operations: [OperationDescriptor] { control.operations }
    func perform(_ call: Call) async -> Reply { await control.perform(call) }
    func performNow(_ call: Call) -> Reply { control.performNow(call) }
    func performIfBrief(_ call: Call) -> Reply? { control.performIfBrief(call) }
    func document(_ kind: DocumentKind) -> [UInt8] { control.document(kind) }
    func health() async -> [HealthCheck] { await control.health() }
    func noteRefusal(_ failure: Failure, operation: String?, transport: String, requestID: String) {}
    func newRequestID() -> String { control.newRequestID() }

    func socket(at path: [String]) -> (any SocketEndpoint)? {
        switch path {
        case ["ws"], ["ws", "a b"]: Endpoint(application: self, takesBinary: false, isBound: true)
        case ["binary"]: Endpoint(application: self, takesBinary: true, isBound: true)
        case ["silent"]: Endpoint(application: self, takesBinary: false, isBound: false)
        default: control.socket(at: path)
        }
    }

    /// The sessions in the order in which they were opened.
    var all: [TestSession] { sessions.withLock { $0 } }
    var last: TestSession? { all.last }
}
