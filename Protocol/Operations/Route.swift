/// Where HTTP has an operation: a method and a path under `/api/v1`.
public struct Route: Sendable, Hashable {
    public enum Verb: String, Sendable, CaseIterable {
        case get = "GET"
        case post = "POST"
        case put = "PUT"
        case patch = "PATCH"
        case delete = "DELETE"

        /// Whether its requests carry their fields in a body; else they are in the query.
        public var hasBody: Bool { self != .get && self != .delete }
    }

    /// The path above all operations.
    public static let base = "/api/v1"

    public let verb: Verb
    /// With a slash at its end and names in braces: `/trips/{trip_id}/members/`.
    public let path: String
    /// The status of success: 200, 201, 202, or 204 for no content.
    public let success: Int

    public init(_ verb: Verb, _ path: String, success: Int = 200) {
        self.verb = verb
        self.path = path
        self.success = success
    }

    public static func get(_ path: String) -> Route { Route(.get, path) }
    public static func post(_ path: String, success: Int = 200) -> Route { Route(.post, path, success: success) }
    public static func put(_ path: String, success: Int = 200) -> Route { Route(.put, path, success: success) }
    public static func patch(_ path: String) -> Route { Route(.patch, path) }
    public static func delete(_ path: String) -> Route { Route(.delete, path, success: 204) }

    /// The path's parts: `trips`, `{trip_id}`, `members`.
    public var segments: [Substring] { path.split(separator: "/") }

    /// The names in the path.
    public var names: [String] {
        segments.filter { $0.hasPrefix("{") }.map { String($0.dropFirst().dropLast()) }
    }
}
