public import CaravanProtocol

/// A page of a pull (WIRE.md section 5).
public struct PullPage: OperationOutput {
    let timestamp: Instant
    let epoch: String
    var lists = PulledLists()
    var cursor = ""
    var hasMore = true
    /// Of the last page: the sums of trips.
    var checksums: [(trip: ID<Trip>, sum: TripChecksum)]?

    init(timestamp: Instant, epoch: String) {
        self.timestamp = timestamp
        self.epoch = epoch
    }

    public static var schema: JSONValue? {
        let ids: JSONValue = ["type": "array", "items": UUIDBits.jsonSchema]
        var deleted = JSONObject()
        var properties: JSONObject = ["sync_timestamp": Instant.jsonSchema]
        for list in PullList.allCases {
            deleted[list.name] = ids
            properties[list.name] = ["type": "array", "items": list.entitySchema]
        }
        let names = deleted.members.map { JSONValue.string($0.name) }
        properties["deleted"] = ["type": "object", "properties": .object(deleted), "required": .array(names)]
        properties["cursor"] = ["type": "string", "minLength": 1]
        properties["has_more"] = Bool.jsonSchema
        properties["epoch"] = ["type": "string", "minLength": 1]
        let required = properties.members.map { JSONValue.string($0.name) }
        properties["checksums"] = [
            "type": "object", "additionalProperties": ["type": "string", "pattern": "^[0-9a-f]{16}$"],
        ]
        return [
            "title": "pull_page", "type": "object", "properties": .object(properties), "required": .array(required),
        ]
    }

    public var bytesExpected: Int {
        1024 + cursor.utf8.count + 64 * (checksums?.count ?? 0) + lists.bytesCount
    }

    public func write(to writer: inout JSONWriter) {
        writer.beginObject()
        writer.name("sync_timestamp")
        timestamp.write(to: &writer)
        for list in PullList.allCases {
            writer.name(list.name)
            lists[list].write(to: &writer)
        }
        writer.name("deleted")
        writer.beginObject()
        for list in PullList.allCases {
            writer.name(list.name)
            writer.beginArray()
            for id in lists[list].deleted { id.write(to: &writer) }
            writer.endArray()
        }
        writer.endObject()
        writer.name("cursor")
        writer.string(cursor)
        writer.name("has_more")
        writer.bool(hasMore)
        writer.name("epoch")
        writer.string(epoch)
        if let checksums {
            writer.name("checksums")
            writer.beginObject()
            for (trip, sum) in checksums {
                writer.name(trip.description)
                writer.string(sum.text)
            }
            writer.endObject()
        }
        writer.endObject()
    }
}

extension PullList {
    fileprivate var entitySchema: JSONValue { Self.schemas[self].flatMap { $0 } ?? [:] }

    private static var schemas: [PullList: JSONValue?] {
        [
            .trips: TripView.schema, .destinations: Destination.schema, .activities: Activity.schema,
            .messages: MessageView.schema, .members: MembershipView.schema,
        ]
    }
}
