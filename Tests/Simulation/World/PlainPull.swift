import CaravanProtocol

extension Simulation {
    func plainPull(_ envelope: Envelope) throws -> Answer {
        let replica = try served(envelope.person)
        var page: JSONObject = [
            "cursor": "c", "epoch": .string(epoch), "has_more": false, "sync_timestamp": "2031-01-01T00:00:00Z",
            "whole": true,
        ]
        for kind in EntityKind.allCases {
            page[kind.plural] = .array(replica.ids(kind).compactMap { replica[kind, $0].map { .object($0) } })
        }
        page["members"] = .array(replica.members.sorted { $0.key < $1.key }.map { .object($0.value) })
        return try Answer(Reply(.none)).with(.object(page))
    }
}
