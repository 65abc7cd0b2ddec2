import CaravanProtocol

extension Simulation {
    func plainPull(_ envelope: Envelope) throws -> Answer {
        let content = try served(envelope.person)
        var before = ReplicaContent()
        if let cursor = envelope.params["cursor"]?.string {
            guard cursor.hasSuffix(epoch), let known = plainPages[cursor] else {
                return try Answer(Reply(.failure(Failure(.resyncRequired))))
            }
            before = known
        }
        if let at = envelope.params["last_sync_timestamp"]?.string { before = plainPages[at] ?? before }
        let at = Instant(microseconds: Int64(plainPages.count))
        plainPages[at.description] = content
        let cursor = "c\(plainPages.count)-\(epoch)"
        plainPages[cursor] = content
        var page: JSONObject = [
            "cursor": .string(cursor), "epoch": .string(epoch), "has_more": false,
            "sync_timestamp": JSONValue(at),
        ]
        var deleted: JSONObject = [:]
        var sums: JSONObject = [:]
        for kind in EntityKind.allCases {
            page[kind.plural] = .array(content.ids(kind).compactMap { content[kind, $0].map { .object($0) } })
            deleted[kind.plural] = .array(before.ids(kind).filter { !content.has(kind, $0) }.map { JSONValue($0) })
        }
        for trip in content.ids(.trip) {
            let mine = String(content.checksum(of: trip), radix: 16)
            sums[trip.description] = .string(String(repeating: "0", count: 16 - mine.utf8.count) + mine)
        }
        let gone = before.members.keys.filter { content.members[$0] == nil }.sorted()
        deleted["members"] = .array(gone.map { JSONValue($0) })
        page["deleted"] = .object(deleted)
        page["checksums"] = .object(sums)
        page["members"] = .array(content.members.sorted { $0.key < $1.key }.map { .object($0.value) })
        return try Answer(Reply(.none)).with(.object(page))
    }
}
