import BenchSupport
import Foundation
import ProgramSupport

/// The bare NIO server. It relays what it gets, so that clients say what Caravan would say.
final class ControlStage: Stage {
    private static let id = "0190a6b2-7c1d-7e3f-8a4b-5c6d7e8f9a0b"
    let server: MeasuredServer
    let hall: Hall

    init(_ hall: Hall, _ folder: String, _ arguments: [String] = []) throws {
        self.hall = hall
        server = try MeasuredServer(
            BuiltProgram.path("bench-live-control"), arguments, log: folder + "/control-\(UUID()).err")
    }

    func upgrade(_ seat: Seat) -> (path: String, fields: [String]) { ("/room/\(seat.room)", []) }

    func subscription(_ seat: Seat, since: Int?) -> String {
        #"{"type":"subscribe"\#(since.map { #","since":\#($0)"# } ?? "")}"#
    }

    func typing(_ seat: Seat, _ isTyping: Bool, length: Int) -> String {
        let user = #""user_id":"\#(Self.id)","username":"\#(username(seat.user))""#
        return Self.padded(#"{"type":"user_typing",\#(user),"is_typing":\#(isTyping)"#, "}", length)
    }

    func message(_ seat: Seat, _ content: String, length: Int) -> String {
        // What a message holds must not be taken for the frame's own; the control appends that revision.
        let message =
            #""id":"\#(Self.id)","revision":1,"type":"text","sender":{"username":"\#(username(seat.user))","#
            + #""first_name":"\"type\":\"error\""},"content":"\#(content)""#
        return Self.padded(#"{"type":"chat_message","message":{\#(message)"#, "}}", length - 16)
    }

    private static func padded(_ start: String, _ end: String, _ length: Int) -> String {
        let missing = length - start.utf8.count - end.utf8.count - #","padding":"""#.utf8.count
        return missing < 0 ? start + end : start + #","padding":"\#(String(repeating: "x", count: missing))""# + end
    }
}
