import BenchSupport
import Foundation

/// Caravan on a new database, with a trip for each room.
final class CaravanStage: Stage {
    let server: MeasuredServer
    let hall: Hall
    let folder: String
    private var tokens: [String] = []
    private(set) var trips: [String] = []

    init(_ hall: Hall, _ folder: String) throws {
        (self.hall, self.folder) = (hall, folder)
        server = try MeasuredServer(caravan: folder, logLevel: "error")
        let client = Client(port: server.port)
        var ids: [String] = []
        for number in 0..<Hall.users {
            let answer = try client.object(Account(name: username(number)).registration)
            guard let id = (answer["user"] as? [String: Any])?["id"] as? String,
                let token = answer["access"] as? String
            else { throw BenchError("a registration answers \(answer)") }
            ids.append(id)
            tokens.append(token)
        }
        let lane = try Lane(port: server.port)
        func ask(_ request: Request) throws {
            try lane.send(request, due: Monotonic.now)
            try lane.waitForAnswer()
        }
        for room in 0..<hall.rooms {
            let users = hall.seats(room).map(\.user)
            try ask(TripDraft.creation(room, token: tokens[users[0]]))
            guard let trip = try JSONSerialization.jsonObject(with: Data(lane.body)) as? [String: Any],
                let id = trip["id"] as? String
            else { throw BenchError("a new trip has no id") }
            trips.append(id)
            for user in users.dropFirst() {
                let member = #"{"user_id":"\#(ids[user])","role":"editor"}"#
                try ask(
                    Request(
                        "POST", "/api/v1/trips/\(id)/members/", token: tokens[users[0]], body: member, status: 201))
            }
        }
    }

    func upgrade(_ seat: Seat) -> (path: String, fields: [String]) {
        ("/ws/chat/\(trips[seat.room])/", ["Authorization: Bearer \(tokens[seat.user])"])
    }

    func subscription(_ seat: Seat, since: Int?) -> String {
        #"{"type":"subscribe","trip_id":"\#(trips[seat.room])"\#(since.map { #","since":\#($0)"# } ?? "")}"#
    }

    func typing(_ seat: Seat, _ isTyping: Bool, length: Int) -> String {
        #"{"type":"typing","trip_id":"\#(trips[seat.room])","is_typing":\#(isTyping)}"#
    }

    func message(_ seat: Seat, _ content: String, length: Int) -> String {
        #"{"type":"chat_message","trip_id":"\#(trips[seat.room])","content":"\#(content)"}"#
    }
}
