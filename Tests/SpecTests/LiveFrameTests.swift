import CaravanInProcess
import CaravanProtocol
import TestSupport
import Testing

@testable import CaravanCore

/// What the server sends to live peers keeps the schemas of the AsyncAPI document, and leaves none of them unused.
@Suite("Messages to live peers")
struct LiveFrameTests {
    private let walk: AsyncAPIWalk
    private let world: TestWorld
    private let ann: InProcessClient
    private let trip: JSONValue

    init() throws {
        walk = AsyncAPIWalk(document: try JSONReader.parse(Catalogue.document(.asyncAPI), depthMax: .max))
        world = try TestWorld(MemoryStorage())
        ann = try world.person("ann")
        let days: JSONObject = ["title": "T", "start_date": "2031-05-01", "end_date": "2031-05-09"]
        trip = try ann.callNow("trips.create", days)["id"] ?? .null
    }

    private func open(_ path: [String], _ client: InProcessClient) async throws -> (RecordingPeer, any PeerSession) {
        let peer = RecordingPeer()
        let endpoint = try #require(world.caravan.socket(at: path))
        let session = endpoint.open(PeerVisit(credential: client.credential, transport: "test"), peer)
        await session.begin()
        return (peer, session)
    }

    private func send(_ value: JSONValue, _ session: any PeerSession) async {
        var writer = JSONWriter()
        writer.value(value)
        if !session.receiveIfBrief(writer.bytes, isBinary: false) {
            await session.receive(writer.bytes, isBinary: false)
        }
    }

    @Test func everyFrameOfTheChat() async throws {
        let ben = try world.person("ben")
        let benID = try ben.callNow("users.me")["id"] ?? .null
        _ = try ann.callNow("members.add", ["trip_id": trip, "user_id": benID, "role": "editor"])
        let path = ["ws", "chat", trip.string ?? ""]
        let (annPeer, annSession) = try await open(path, ann)
        let (benPeer, benSession) = try await open(path, ben)
        for session in [annSession, benSession] { await send(["type": "subscribe", "trip_id": trip], session) }
        await send(["type": "subscribe", "trip_id": trip, "since": 0, "ref": [1]], annSession)
        let said: JSONValue = [
            "type": "chat_message", "trip_id": trip, "content": "Hi", "client_message_id": "1", "ref": 1,
        ]
        await send(said, annSession)
        await send(said, annSession)
        let message = annPeer.messages.compactMap { $0["message"]?["id"] }.first ?? .null
        await send(["type": "edit_message", "message_id": message, "content": "Ho"], annSession)
        await send(["type": "typing", "trip_id": trip, "is_typing": true], annSession)
        await send(["type": "delete_message", "message_id": message, "ref": "d"], annSession)
        for frame in [["type": "ping"], ["type": "nothing"], ["type": "subscribe"]] as [JSONValue] {
            await send(frame, annSession)
        }
        _ = try ann.callNow("trips.plan", ["id": trip])
        annSession.ended()
        _ = try ann.callNow("members.remove", ["trip_id": trip, "user_id": benID])
        #expect(benPeer.end == .forbidden)

        var types: Set<String> = []
        for frame in annPeer.messages + benPeer.messages {
            let type = frame["type"]?.string ?? "none"
            types.insert(type)
            #expect(walk.faults(of: frame, "server." + type) == [], "\(frame)")
        }
        #expect(types == Set(ChatFrameType.allCases.map(\.rawValue)))
    }

    @Test func everyEvent() async throws {
        let ben = try world.person("ben")
        let benID = try ben.callNow("users.me")["id"] ?? .null
        let (peer, session) = try await open(["ws"], ben)
        let all: JSONValue = ["trips": "all", "presence": true]
        await send(["jsonrpc": "2.0", "id": 1, "method": "events.subscribe", "params": all], session)
        _ = try ann.callNow("members.add", ["trip_id": trip, "user_id": benID, "role": "viewer"])
        await world.caravan.attend()
        let (_, annSession) = try await open(["ws", "chat", trip.string ?? ""], ann)
        await send(["type": "subscribe", "trip_id": trip], annSession)
        await send(["type": "typing", "trip_id": trip, "is_typing": true], annSession)
        annSession.ended()
        try changeEverything(benID)
        await send(["jsonrpc": "2.0", "id": 2, "method": "events.unsubscribe", "params": ["trips": "all"]], session)
        await send(["jsonrpc": "2.0", "id": 3, "method": "nothing"], session)

        var types: Set<String> = ["trip.created"]
        for message in peer.messages {
            guard message["method"] == "event", let type = message["params"]?["type"]?.string else {
                #expect(walk.isSpoken(message, by: "server"), "\(message)")
                continue
            }
            types.insert(type)
            #expect(walk.faults(of: message["params"] ?? .null, "event." + type) == [], "\(message)")
            let whole = message["params"]?["revision"] == nil ? "rpc.ephemeral" : "rpc.event"
            #expect(walk.faults(of: message, whole) == [], "\(type)")
        }
        #expect(types == Set(EventType.live.map(\.rawValue) + EphemeralEvent.Kind.all.map(\.type)))
        #expect(peer.messages.first.map { walk.faults(of: $0, "rpc.events.subscribe.result") } == [])
    }

    /// Makes each kind of event in the trip; at the end the trip is gone.
    private func changeEverything(_ other: JSONValue) throws {
        _ = try ann.callNow("trips.update", ["id": trip, "title": "U"])
        _ = try ann.callNow("trips.plan", ["id": trip])
        let days: JSONObject = [
            "trip_id": trip, "name": "N", "arrival_date": "2031-05-01", "departure_date": "2031-05-02",
        ]
        let stop = try ann.callNow("destinations.create", days)["id"] ?? .null
        _ = try ann.callNow("destinations.update", ["id": stop, "name": "M"])
        let act: JSONObject = ["destination_id": stop, "title": "A", "activity_type": "other", "cost": "1.50"]
        let activity = try ann.callNow("activities.create", act)["id"] ?? .null
        _ = try ann.callNow("activities.update", ["id": activity, "title": "B"])
        _ = try ann.callNow("activities.complete", ["id": activity])
        _ = try ann.callNow("activities.delete", ["id": activity])
        _ = try ann.callNow("destinations.delete", ["id": stop])
        let message = try ann.callNow("chat.send", ["trip_id": trip, "content": "Hi"])["id"] ?? .null
        _ = try ann.callNow("chat.edit", ["id": message, "content": "Ho"])
        _ = try ann.callNow("chat.delete", ["id": message])
        _ = try ann.callNow("members.update", ["trip_id": trip, "user_id": other, "role": "editor"])
        let guest = try world.person("cleo").callNow("users.me")["id"] ?? .null
        _ = try ann.callNow("members.add", ["trip_id": trip, "user_id": guest, "role": "viewer"])
        _ = try ann.callNow("members.remove", ["trip_id": trip, "user_id": guest])
        _ = try ann.callNow("trips.delete", ["id": trip])
    }
}
