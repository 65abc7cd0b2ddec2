import CaravanProtocol

/// Answers each call with what it says of itself; `login` binds, `fail` fails, `nothing` has no content.
struct EchoApplication: Application {
    let operations = ["echo", "login", "fail", "refused_login", "nothing"].map { name in
        OperationDescriptor(
            name: name, summary: name, effect: .write, route: .post("/\(name)/{id}/"), needsSession: false,
            inputSchema: [
                "type": "object", "required": ["id"], "properties": ["text": [:], "id": ["type": "string"]],
            ],
            outputSchema: name == "nothing" ? nil : ["type": "object"], failures: [.conflict, .alreadyExists])
    }

    func perform(_ call: Call) async -> Reply { performNow(call) }

    func performIfBrief(_ call: Call) -> Reply? { nil }

    func performNow(_ call: Call) -> Reply {
        switch call.operation {
        case "login": return Reply(.none, binding: .session(UUIDBits(high: 1, low: 2)))
        case "refused_login":
            return Reply(.failure(Failure(.unauthenticated)), binding: .session(UUIDBits(high: 3, low: 4)))
        case "fail": return Reply(.failure(Failure(.conflict)))
        case "nothing": return Reply(.none)
        default:
            var writer = JSONWriter()
            writer.value([
                "text": .string(call.input["text"]?.text ?? "-"), "credential": .string("\(call.credential)"),
                "address": .string(call.address ?? "-"), "transport": .string(call.transport),
                "path_names": .array(call.input.pathNames.map(JSONValue.string)),
            ])
            return Reply(.json(writer.bytes))
        }
    }

    func document(_ kind: DocumentKind) -> [UInt8] { Array(#"{"openrpc":"1.3.2"}"#.utf8) }
    func health() async -> [HealthCheck] { [] }
    func noteRefusal(_ failure: Failure, operation: String?, transport: String, requestID: String) {}
    func newRequestID() -> String { "request" }
}
