import BenchSupport
import Foundation
import ProgramSupport

/// The bare NIO server. It relays what it gets, so that clients say what Caravan would say.
final class ControlStage: Stage {
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
        let start = #"{"type":"user_typing","username":"\#(username(seat.user))","is_typing":\#(isTyping)"#
        return Self.padded(start, "}", length)
    }

    func message(_ seat: Seat, _ content: String, length: Int) -> String {
        // The control appends the revision.
        Self.padded(#"{"type":"chat_message","message":{"content":"\#(content)""#, "}}", length - 16)
    }

    private static func padded(_ start: String, _ end: String, _ length: Int) -> String {
        let missing = length - start.utf8.count - end.utf8.count - #","padding":"""#.utf8.count
        return missing < 0 ? start + end : start + #","padding":"\#(String(repeating: "x", count: missing))""# + end
    }
}
