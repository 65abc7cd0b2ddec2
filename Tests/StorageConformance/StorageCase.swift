public import Testing

/// One case of the kit, in its tier. Each is a test argument, so that an adapter's report names it.
public enum StorageCase: Sendable, CaseIterable, CustomTestStringConvertible {
    case basic(BasicCase)
    case query(QueryCase)
    case transaction(TransactionCase)
    case contention(ContentionCase)
    case durability(DurabilityCase)

    public static var allCases: [StorageCase] {
        BasicCase.allCases.map(basic) + QueryCase.allCases.map(query) + TransactionCase.allCases.map(transaction)
            + ContentionCase.allCases.map(contention) + DurabilityCase.allCases.map(durability)
    }

    public var testDescription: String {
        switch self {
        case .basic(let one): "basic: \(one.rawValue)"
        case .query(let one): "query: \(one.rawValue)"
        case .transaction(let one): "transaction: \(one.rawValue)"
        case .contention(let one): "contention: \(one.rawValue)"
        case .durability(let one): "durability: \(one.rawValue)"
        }
    }

    var body: @Sendable (Subject) async throws -> Void {
        switch self {
        case .basic(let one): { try one.run($0) }
        case .query(let one): { try one.run($0) }
        case .transaction(let one): { try await one.run($0) }
        case .contention(let one): { try await one.run($0) }
        case .durability(let one): { try await one.run($0) }
        }
    }
}
