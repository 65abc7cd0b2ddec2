import CaravanNetwork
import CaravanProtocol
import NIOHTTP1

/// The stream of events: `GET /api/v1/events/` (WIRE.md section 4; the HTML standard's server-sent events).
struct EventsEndpoint: Sendable {
    /// What a request for events came to.
    enum Opening: Sendable {
        /// The head of the answer, and what follows it.
        case stream(Answer, any PeerSession)
        case refused(Refusal)
    }

    /// The path below the operations' base.
    static let path = ["events"]
    let application: any Application
    let transport: String

    /// The head of a stream. No cache keeps it, and no proxy holds it back.
    static var head: Answer {
        var answer = Answer(.ok, [.contentType: "text/event-stream", .cacheControl: "no-store"])
        answer.fields[.contentLength] = nil
        answer.fields[.accelBuffering] = "no"
        return answer
    }

    /// Opens a stream to the peer, from where its last event was.
    func open(_ exchange: Exchange, _ peer: any Peer) async -> Opening {
        do throws(Refusal) {
            let query = try QueryFields.parse(exchange.target.query)
            var credential = exchange.credential
            // A browser's EventSource sends no fields of its own.
            if credential == .none, let token = query["token"] { credential = .bearer(token) }
            let visit = PeerVisit(credential: credential, address: exchange.address, transport: transport)
            // An empty one is none, by the HTML standard.
            let last = exchange.fields[.lastEventID].flatMap { $0.isEmpty ? nil : $0 }
            let request = EventStreamRequest(visit: visit, trip: query["trip_id"], lastEventID: last)
            do throws(Failure) {
                return .stream(Self.head, try await application.openEvents(request, peer))
            } catch {
                throw Refusal(error)
            }
        } catch {
            return .refused(error)
        }
    }
}
