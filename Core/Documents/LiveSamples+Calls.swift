import CaravanProtocol

extension LiveSamples {
    /// What peers ask for with an operation of theirs.
    static func calls(of operation: PeerOperation) -> [(title: String, params: JSONValue)] {
        let trip: JSONValue = .string(tripID.description)
        switch operation.name {
        case EventOperations.subscribe.name:
            return [
                (
                    "A trip, after a revision",
                    ["trips": [["id": trip, "since": 41, "epoch": .string(epoch)]], "presence": true]
                ), ("All of the user's trips, now and later", ["trips": "all"]),
            ]
        case EventOperations.unsubscribe.name:
            return [("A trip", ["trips": [["id": trip]]]), ("Everything", ["trips": "all"])]
        default: return []
        }
    }

    /// What the first of them is answered with.
    static func answer(to operation: PeerOperation) -> JSONValue {
        let result =
            operation.name == EventOperations.subscribe.name
            ? LiveSubscriptions.answerBytes([(tripID, 41)], epoch: epoch) : LiveSubscriptions.unsubscribed
        return value(RPCAnswer.result(result, id: 2))
    }
}
