import CaravanCore
import CaravanInProcess
import CaravanProtocol

extension Stage {
    /// Params with which the operation succeeds for whoever may call it; `nil` for an operation that is not known here.
    func params(_ operation: String, as part: Part = .owner) -> JSONObject? {
        let victim = part == .viewer ? id(.editor) : id(.viewer)
        return switch operation {
        case "auth.register": ["email": "zoe@example.com", "username": "zoe", "password": "correct horse"]
        case "auth.login": ["username": "owner", "password": "correct horse"]
        case "auth.refresh": ["refresh": "AAAA"]
        case "auth.logout": ["refresh": "AAAA"]
        case "auth.reset_password": ["email": "owner@example.com"]
        case "auth.confirm_reset": ["token": "AAAA", "password": "correct horse"]
        case "auth.change_password": ["current_password": "correct horse", "new_password": "battery staple"]
        case "users.me", "users.settings": [:]
        case "users.update_me", "users.replace_me":
            ["username": "other", "first_name": "A", "last_name": "B", "bio": "C"]
        case "users.get": ["id": id(.editor)]
        case "users.search": ["q": "ed"]
        case "users.update_settings": ["notify": "mentions", "reminder_minutes": 5]
        case "trips.list": ["status": "draft", "search": "Lis", "ordering": "title", "scope": "mine"]
        case "trips.create", "trips.replace", "trips.update": tripParams(operation)
        case "trips.get", "trips.delete", "trips.plan", "trips.start", "trips.complete", "trips.cancel",
            "trips.settings":
            ["id": trip]
        case "trips.transfer": ["id": trip, "user_id": id(.editor)]
        case "trips.changes": ["id": trip, "after": 0]
        case "trips.update_settings": ["id": trip, "notify": "none", "reminder_minutes": 5]
        case "members.list": ["trip_id": trip]
        case "members.add": ["trip_id": trip, "user_id": newcomer, "role": "viewer"]
        case "members.update": ["trip_id": trip, "user_id": victim, "role": part == .viewer ? "viewer" : "editor"]
        case "members.remove": ["trip_id": trip, "user_id": victim]
        case _ where operation.hasPrefix("chat."): chatParams(operation, part)
        case _ where operation.hasPrefix("sync."): syncParams(operation, part)
        default: itemParams(operation)
        }
    }

    private func tripParams(_ operation: String) -> JSONObject {
        let body: JSONObject = [
            "title": "Changed", "description": "D", "start_date": "2031-06-01", "end_date": "2031-06-02",
            "time_zone": "Europe/Lisbon", "currency": "CHF",
        ]
        return operation == "trips.create" ? body : body.with(["id": trip, "visibility": visibilityNow])
    }

    /// Replacing leaves it as it is, else an editor could not.
    private var visibilityNow: JSONValue {
        (try? self[.owner].callNow("trips.get", ["id": trip]))?["visibility"] ?? .null
    }

    private func chatParams(_ operation: String, _ part: Part) -> JSONObject? {
        switch operation {
        case "chat.room", "chat.history": ["trip_id": trip]
        case "chat.send":
            ["trip_id": trip, "content": "Changed", "message_type": "text", "reply_to": message(of: .editor)]
        case "chat.edit": ["id": message(of: part), "content": "Changed"]
        case "chat.delete": ["id": message(of: part)]
        case "chat.typing": ["trip_id": trip, "is_typing": true]
        case "chat.read": ["trip_id": trip, "message_id": message(of: .viewer)]
        default: nil
        }
    }

    private func syncParams(_ operation: String, _ part: Part) -> JSONObject? {
        switch operation {
        case "sync.push":
            [
                "client_id": "phone",
                "changes": [Device.change("update", "trip", trip, ["title": "Pushed"], number: 1)],
            ]
        case "sync.resolve": ["conflict_id": conflict(of: part), "resolution_strategy": "client_wins"]
        default: [:]
        }
    }

    /// The conflict that ``prepare(for:)`` made.
    private func conflict(of part: Part) -> JSONValue {
        (try? conflicts(of: part))?.first?["conflict_id"] ?? madeID(0)
    }

    private func itemParams(_ operation: String) -> JSONObject? {
        let stop: JSONObject = [
            "name": "Changed", "description": "D", "arrival_date": "2031-05-03", "departure_date": "2031-05-04",
            "location": ["lat": 38, "lng": -9, "address": "A"], "time_zone": "Europe/Lisbon",
        ]
        let act: JSONObject = [
            "destination_id": stops[0], "title": "Changed", "description": "D", "activity_type": "hotel",
            "start_time": "2031-05-03T10:00", "end_time": "2031-05-03T12:00:00Z", "cost": "12.50", "currency": "CHF",
            "time_zone": "Europe/Lisbon",
        ]
        return switch operation {
        case "destinations.list": ["trip_id": trip]
        case "destinations.create": stop.with(["trip_id": trip, "order": 0])
        case "destinations.update", "destinations.replace": stop.with(["id": stops[0], "trip_id": trip])
        case "destinations.get", "destinations.delete": ["id": stops[0]]
        case "destinations.reorder": ["id": stops[0], "order": 1]
        case "activities.list": ["trip_id": trip, "destination_id": stops[0]]
        case "activities.create": act.with(["order": 0])
        case "activities.update", "activities.replace": act.with(["id": acts[0]])
        case "activities.get", "activities.delete", "activities.complete", "activities.reopen": ["id": acts[0]]
        case "activities.reorder": ["id": acts[0], "order": 1, "destination_id": stops[0]]
        // An operation that takes nothing needed has no line here.
        default:
            Catalogue.entries.first { $0.descriptor.name == operation }?.descriptor.inputSchema["required"] == nil
                ? [:] : nil
        }
    }
}
