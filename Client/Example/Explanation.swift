import CaravanClient
import CaravanProtocol

/// An error in words for people.
enum Explanation {
    static func of(_ error: any Error) -> String {
        switch error {
        case let fault as Words.Fault: fault.detail
        case let failure as SyncFailure: failure.detail
        case let fault as ReplicaFault: of(fault)
        default: "\(error)"
        }
    }

    private static func of(_ fault: ReplicaFault) -> String {
        switch fault {
        case .unknownEntity(let kind, let id): "there is no \(kind.rawValue) \(id)"
        case .alreadyExists(let kind, let id): "there is a \(kind.rawValue) \(id)"
        case .notEditable(let kind): "a \(kind.rawValue) is changed online"
        case .missingParent(let name): "it has no \(name) that is there"
        case .tooLarge(let bytesMax): "it has more than \(bytesMax) bytes"
        case .queueIsFull: "so much waits that no more is taken"
        case .notFound: "there is none of that id"
        case .missingResolvedData: "merge needs FIELD=VALUE"
        case .otherAccount: "this directory belongs to another account"
        }
    }
}
