import NIOHTTP1

/// The header fields of a message, by the names that this transport knows.
struct HTTPFields: Sendable, ExpressibleByDictionaryLiteral {
    private(set) var headers: HTTPHeaders

    init(_ headers: HTTPHeaders) {
        self.headers = headers
    }

    init(dictionaryLiteral fields: (HTTPField.Name, String)...) {
        headers = HTTPHeaders(fields.map { ($0.text, $1) })
    }

    /// The first value under the name; setting replaces all of them.
    subscript(_ name: HTTPField.Name) -> String? {
        get { headers.first(name: name.text) }
        set {
            if let newValue {
                headers.replaceOrAdd(name: name.text, value: newValue)
            } else {
                headers.remove(name: name.text)
            }
        }
    }

    /// All values under a name whose value is a list, as one (RFC 9110, section 5.3).
    subscript(joined name: HTTPField.Name) -> String? {
        let values = headers[name.text]
        return values.count > 1 ? values.joined(separator: ", ") : values.first
    }

    /// All values under the name.
    subscript(values name: HTTPField.Name) -> [String] { headers[name.text] }

    /// Adds a field that is not there yet.
    mutating func add(_ name: HTTPField.Name, _ value: String) {
        headers.add(name: name.text, value: value)
    }
}
