/// The documents that are projections of the catalogue.
public enum DocumentKind: String, Sendable, CaseIterable {
    case openRPC = "openrpc"
    case openAPI = "openapi"
    case asyncAPI = "asyncapi"
}
