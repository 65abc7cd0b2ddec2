import CaravanProtocol
import NIOHTTP1

extension Route.Verb {
    /// The verb of a method; `nil` for one that no operation has. A HEAD is its GET without the body.
    init?(_ method: HTTPMethod) {
        switch method {
        case .GET, .HEAD: self = .get
        case .POST: self = .post
        case .PUT: self = .put
        case .PATCH: self = .patch
        case .DELETE: self = .delete
        default: return nil
        }
    }
}
