import CaravanProtocol

/// The answer of `sync.push`: receipts, the conflicts that they name, and what a pull would have told.
struct PushAnswer {
    let receipts: [Int64: PushReceipt]
    let conflicts: [UUIDBits: JSONObject]
    let page: PullPage?
    /// Why there is no page: the pull in the push was refused. The receipts count all the same.
    let refusal: FailureCode?

    init(_ json: JSONValue) throws(AnswerFault) {
        var receipts: [Int64: PushReceipt] = [:]
        for element in try json.required("receipts", \.array) {
            let receipt = try PushReceipt(element)
            receipts[receipt.number] = receipt
        }
        self.receipts = receipts
        var conflicts: [UUIDBits: JSONObject] = [:]
        for element in json["conflicts"]?.array ?? [] {
            if let id = element["conflict_id"]?.id, let object = element.object { conflicts[id] = object }
        }
        self.conflicts = conflicts
        // One that cannot be read is asked for again by a pull of its own.
        page = json["pull"].flatMap { try? PullPage($0) }
        refusal = json["pull"]?["code"]?.string.flatMap(FailureCode.init(rawValue:))
    }
}
