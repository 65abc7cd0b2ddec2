import CaravanProtocol
import TransportControl

/// The control application with something that it depends on out of order.
struct SickApplication: Application {
    let control = ControlApplication()

    var operations: [OperationDescriptor] { control.operations }
    func perform(_ call: Call) async -> Reply { await control.perform(call) }
    func performNow(_ call: Call) -> Reply { control.performNow(call) }
    func performIfBrief(_ call: Call) -> Reply? { control.performIfBrief(call) }
    func document(_ kind: DocumentKind) -> [UInt8] { control.document(kind) }
    func noteRefusal(_ failure: Failure, operation: String?, transport: String, requestID: String) {}
    func newRequestID() -> String { control.newRequestID() }

    func health() async -> [HealthCheck] {
        [HealthCheck("control"), HealthCheck("db", problem: "The database does not answer.")]
    }
}
