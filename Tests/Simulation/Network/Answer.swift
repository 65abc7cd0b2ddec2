import CaravanProtocol

/// What a server answered.
struct Answer {
    /// The body; empty where there is none.
    var bytes: [UInt8]
    var value: JSONValue
    var failure: Failure?

    init(_ reply: Reply) throws {
        bytes = []
        value = .null
        switch reply.content {
        case .failure(let failure): self.failure = failure
        case .none: break
        case .json(let body):
            bytes = body
            value = try JSONReader.parse(body, depthMax: .max)
        }
    }

    /// The same with another body.
    func with(_ value: JSONValue) -> Answer {
        var copy = self
        copy.value = value
        var writer = JSONWriter()
        writer.value(value)
        copy.bytes = writer.bytes
        return copy
    }

    var isSuccess: Bool { failure == nil }
    /// `ok` or the failure's code.
    var outcome: String { failure?.code.rawValue ?? "ok" }
}
