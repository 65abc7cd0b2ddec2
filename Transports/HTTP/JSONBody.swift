import CaravanProtocol

/// What a body must be to give an operation its fields.
enum JSONBody {
    /// Throws ``Refusal`` `unsupported_media_type` for what is said to be anything but plain JSON. Without a type it is
    /// taken for JSON; parameters (`charset`) say nothing, since JSON is UTF-8 (RFC 8259, section 8.1).
    static func check(_ fields: HTTPFields) throws(Refusal) {
        if let coding = fields[.contentEncoding], coding.lowercased() != "identity" {
            throw Refusal(.unsupportedMediaType, "Encoded bodies are not taken.")
        }
        guard let type = fields[.contentType] else { return }
        let essence = type.prefix { $0 != ";" }.trimming(" \t").lowercased()
        // `application/merge-patch+json` (RFC 7396) is what a PATCH here means.
        guard essence == "application/json" || essence.hasPrefix("application/") && essence.hasSuffix("+json") else {
            throw Refusal(.unsupportedMediaType, "The body must be application/json.")
        }
    }

    /// The object that the body is; `nil` for an empty body that may be missing.
    static func parse(_ bytes: [UInt8], isNeeded: Bool) throws(Refusal) -> JSONObject? {
        guard !bytes.isEmpty else {
            guard isNeeded else { return nil }
            throw Refusal(.invalid("body", .required, "A JSON object is needed."))
        }
        let value: JSONValue
        do {
            value = try JSONReader.parse(bytes)
        } catch {
            throw Refusal(.malformed, error.detail, cause: error)
        }
        guard let object = value.object else {
            throw Refusal(.invalid("body", .type, "The body must be a JSON object."))
        }
        return object
    }
}

extension Substring {
    /// Without these characters at its ends.
    fileprivate func trimming(_ characters: String) -> Substring {
        var text = drop { characters.contains($0) }
        while let last = text.last, characters.contains(last) { text.removeLast() }
        return text
    }
}
