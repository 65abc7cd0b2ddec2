import CaravanProtocol

/// The file of `--config`: a JSON object, or lines of `key: value` with `#` before remarks.
enum ConfigurationFile {
    /// Throws ``OperatorError`` naming the line or what is no text, number or boolean.
    static func parse(_ text: String, path: String) throws -> [String: String] {
        let isJSON = text.first { !$0.isWhitespace } == "{"
        return isJSON ? try parseJSON(text, path) : try parseLines(text, path)
    }

    private static func parseJSON(_ text: String, _ path: String) throws -> [String: String] {
        let value: JSONValue
        do {
            value = try JSONReader.parse(Array(text.utf8))
        } catch {
            throw OperatorError("\(path): \(error.detail)")
        }
        var keys: [String: String] = [:]
        for member in value.object?.members ?? [] {
            switch member.value {
            case .string(let text): keys[member.name] = text
            case .number(let number): keys[member.name] = number.text
            case .bool(let isOn): keys[member.name] = isOn ? "on" : "off"
            default: throw OperatorError("\(path): \(member.name) is no text, number or boolean")
            }
        }
        return keys
    }

    private static func parseLines(_ text: String, _ path: String) throws -> [String: String] {
        var keys: [String: String] = [:]
        for (number, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline)
            .enumerated()
        {
            let line = trim(line)
            if line.isEmpty || line.hasPrefix("#") { continue }
            guard let colon = line.firstIndex(of: ":") else {
                throw OperatorError("\(path): line \(number + 1) is no key: value")
            }
            let value = unquoted(trim(line[line.index(after: colon)...]))
            keys[String(trim(line[..<colon]))] = ["true": "on", "false": "off"][value] ?? value
        }
        return keys
    }

    private static func trim(_ text: Substring) -> Substring {
        var text = text.drop { $0.isWhitespace }
        while let last = text.last, last.isWhitespace { text.removeLast() }
        return text
    }

    private static func unquoted(_ text: Substring) -> String {
        guard text.count >= 2, let quote = text.first, quote == "\"" || quote == "'", text.last == quote else {
            return String(text)
        }
        return String(text.dropFirst().dropLast())
    }
}
