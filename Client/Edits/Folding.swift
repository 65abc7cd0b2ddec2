import CaravanCore
import CaravanProtocol

/// What becomes of an edit when another one of the same entity waits already.
enum Folding: Equatable {
    /// It waits by itself.
    case append
    /// The waiting one takes it in, and keeps its place.
    case merge(JSONObject)
    /// The waiting one goes, and the edit stands in its place at the end, with the data that it replaces.
    case replace(keeping: JSONObject)
    /// Both go: the entity never left this device.
    case cancel

    /// - Parameters:
    ///   - waiting: the last edit of the entity, if it waits to be sent.
    ///   - seenRevision: the server's revision that the user sees under her own edits.
    ///   - needsLater: whether the edit refers to something that is made after the waiting one: it cannot move before it.
    static func of(
        _ edit: LocalEdit, into waiting: QueueEntry?, seenRevision: Int64?, needsLater: Bool = false
    ) -> Folding {
        guard let waiting, waiting.status == .pending else { return .append }
        switch (waiting.action, edit.action) {
        case (.create, .delete): return .cancel
        case (.update, .delete): return .replace(keeping: waiting.data.object)
        case (.create, .update): return needsLater ? .append : .merge(waiting.data.object.merging(edit.data))
        case (.update, .update):
            // With another base, what others changed meanwhile would be compared with the wrong one of the two.
            guard waiting.baseRevision == seenRevision, !needsLater else { return .append }
            return .merge(waiting.data.object.merging(edit.data))
        case (_, .create), (.delete, _): return .append
        }
    }
}

extension JSONObject {
    /// The members of both; the other's where both have one.
    func merging(_ other: JSONObject) -> JSONObject {
        var result = self
        for (name, value) in other { result[name] = value }
        return result
    }
}
