import CaravanClient
import CaravanCore
import CaravanProtocol
import Foundation

/// What the example says.
enum Printing {
    static func line(of trip: Seen<Trip>) -> String {
        let it = trip.entity
        let role = trip.json["role"]?.string ?? "?"
        return
            "\(Names.short(trip.id.bits))  \(it.startDate) – \(it.endDate)  \(it.title)  (\(it.status.rawValue), \(role))"
            + mark(trip.isPending)
    }

    static func show(_ trip: SeenTrip) {
        say(line(of: trip.trip))
        for member in trip.members {
            let name = member["user"]?["username"]?.string ?? member["user_id"]?.string ?? "?"
            say("  with \(name), \(member["role"]?.string ?? "?")")
        }
        for stop in trip.destinations {
            let it = stop.entity
            say(
                "  \(Names.short(stop.id.bits))  \(it.arrivalDate) – \(it.departureDate)  \(it.name)"
                    + (it.description.isEmpty ? "" : ": " + it.description) + mark(stop.isPending))
            for activity in trip.activities where activity.entity.destinationID == stop.id {
                say(
                    "    \(Names.short(activity.id.bits))  \(activity.entity.title)"
                        + " (\(activity.entity.activityType.rawValue))" + mark(activity.isPending))
            }
        }
        for message in trip.messages {
            let sender = message.json["sender"]?["username"]?.string ?? "me"
            say("  \(sender): \(message.entity.content)" + mark(message.isPending))
        }
    }

    static func line(of entry: QueueEntry) -> String {
        let why = [entry.hold?.rawValue, entry.lastError].compactMap(\.self).joined(separator: ", ")
        return "\(Names.short(entry.id.bits))  \(entry.action.rawValue) \(entry.entityType.rawValue)"
            + " \(Names.short(entry.entityID))  \(entry.data.text)  \(entry.status.rawValue)"
            + (why.isEmpty ? "" : "  (\(why))")
    }

    static func line(of conflict: StoredConflict) -> String {
        "\(Names.short(conflict.id.bits))  \(conflict.entityType.rawValue) \(Names.short(conflict.entityID))\n"
            + "    mine:   \(text(conflict.clientData))\n    theirs: \(text(conflict.serverData))"
            + (conflict.resolution.map { "\n    decided: \($0.rawValue)" } ?? "")
            + (conflict.lastError.map { "\n    refused: \($0)" } ?? "")
    }

    static func text(_ value: JSONValue) -> String {
        var writer = JSONWriter()
        writer.value(value)
        return String(decoding: writer.bytes, as: UTF8.self)
    }

    /// One line, seen at once, in a file too.
    static func say(_ line: String) {
        print(line)
        fflush(nil)
    }

    private static func mark(_ isPending: Bool) -> String { isPending ? "  *" : "" }
}
