import CaravanCore
import CaravanProtocol
import Testing

@testable import CaravanClient

@Suite("An edit of what waits already folds into it")
struct FoldingTests {
    private static func waiting(_ action: ChangeAction, base: Int64? = nil, sent: Bool = false) -> QueueEntry {
        var entry = QueueEntry()
        entry.action = action
        entry.data = EncodedJSON(["title": "a", "description": "b"])
        entry.baseRevision = base
        entry.status = sent ? .syncing : .pending
        return entry
    }

    private static let edit = LocalEdit(.update, .trip, .n(1), ["title": "c"])
    private static let delete = LocalEdit(.delete, .trip, .n(1))
    private static let merged = Folding.merge(["title": "c", "description": "b"])
    private static let kept = Folding.replace(keeping: ["title": "a", "description": "b"])

    @Test(
        "create, update and delete in every order",
        arguments: [
            (nil, edit, nil, false, .append),
            (waiting(.create), edit, nil, false, merged),
            (waiting(.create), edit, nil, true, .append),
            (waiting(.create), delete, nil, false, .cancel),
            (waiting(.update, base: 3), edit, 3, false, merged),
            (waiting(.update, base: 3), edit, 4, false, .append),
            (waiting(.update, base: 3), edit, 3, true, .append),
            (waiting(.update, base: 3), delete, 4, false, kept),
            (waiting(.create, sent: true), edit, nil, false, .append),
            (waiting(.create, sent: true), delete, nil, false, .append),
            (waiting(.update, base: 3, sent: true), edit, 3, false, .append),
        ] as [(QueueEntry?, LocalEdit, Int64?, Bool, Folding)])
    func rules(_ waiting: QueueEntry?, _ edit: LocalEdit, _ seen: Int64?, _ needsLater: Bool, _ expected: Folding) {
        #expect(Folding.of(edit, into: waiting, seenRevision: seen, needsLater: needsLater) == expected)
    }

    @Test("a create that is deleted goes with what hangs on it, and nothing is sent")
    func cancel() throws {
        let device = try Device.with(.n(1))
        try device.edit(.create, .destination, .n(2), ["trip_id": UUIDBits.n(1).json, "name": "x"])
        try device.edit(.create, .activity, .n(3), ["destination_id": UUIDBits.n(2).json, "title": "y"])
        try device.edit(.update, .destination, .n(2), ["name": "z"])
        #expect(try device.replica.queue().map { $0.data.object["name"] } == ["z", nil])
        try device.edit(.delete, .destination, .n(2))
        #expect(try device.replica.queue().isEmpty)
        #expect(try device.next() == nil)
    }

    @Test("an update does not move before what it refers to")
    func references() throws {
        let device = try Device.with(.n(1))
        let trip = UUIDBits.n(1)
        try device.edit(.create, .activity, .n(3), ["destination_id": trip.sibling.json, "title": "y"])
        try device.edit(.create, .destination, .n(2), ["trip_id": trip.json, "name": "x"])
        try device.edit(.update, .activity, .n(3), ["destination_id": UUIDBits.n(2).json])
        #expect(try device.next(.push).ids == [UUIDBits.n(3), .n(2), .n(3)].map(\.description))
    }

    @Test("what is not seen is not edited")
    func faults() throws {
        let device = try Device.with(.n(1))
        #expect(throws: ReplicaFault.unknownEntity(.trip, .n(9))) { try device.edit(.update, .trip, .n(9)) }
        #expect(throws: ReplicaFault.alreadyExists(.trip, .n(1))) { try device.edit(.create, .trip, .n(1)) }
        #expect(throws: ReplicaFault.notEditable(.member)) { try device.edit(.update, .member, .n(1)) }
        #expect(throws: ReplicaFault.missingParent("trip_id")) { try device.edit(.create, .message, .n(5)) }
        #expect(throws: ReplicaFault.missingParent("destination_id")) {
            try device.edit(.create, .activity, .n(5), ["destination_id": UUIDBits.n(77).json])
        }
        try device.edit(.delete, .trip, .n(1))
        #expect(throws: ReplicaFault.unknownEntity(.trip, .n(1))) {
            try device.edit(.update, .destination, UUIDBits.n(1).sibling)
        }
    }
}
