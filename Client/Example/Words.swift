import CaravanProtocol

/// The words of the command line.
struct Words {
    struct Fault: Error {
        let detail: String
    }

    var home = "."
    var server: String?
    var isOffline = false
    let command: String
    private(set) var rest: [String]

    static let usage = """
        caravan-example --home DIR [--server URL] [--offline] COMMAND
          register EMAIL USERNAME PASSWORD · login NAME PASSWORD · logout
          trips · show TRIP · watch
          new-trip TITLE START END · edit-trip TRIP FIELD=VALUE… · delete-trip TRIP
          add-stop TRIP NAME ARRIVAL DEPARTURE · edit-stop STOP FIELD=VALUE… · remove-stop STOP
          add-activity STOP TITLE TYPE [FIELD=VALUE…] · edit-activity ACTIVITY FIELD=VALUE…
          say TRIP WORDS… · invite TRIP USERNAME ROLE (online) · remove-member TRIP USERNAME (online)
          sync · status · queue
          conflicts · resolve CONFLICT server_wins|client_wins|merge [FIELD=VALUE…]
          quarantine · export · retry EDIT · discard EDIT
        An id may be cut: any beginning or end that names one thing.
        """

    init(_ words: [String]) throws {
        var rest = words[...]
        while let word = rest.first, word.hasPrefix("--") {
            rest.removeFirst()
            switch word {
            case "--offline": isOffline = true
            case "--home":
                guard let value = rest.popFirst() else { throw Fault(detail: "--home needs a directory") }
                home = value
            case "--server":
                guard let value = rest.popFirst() else { throw Fault(detail: "--server needs an address") }
                server = value
            default: throw Fault(detail: "unknown option \(word)\n\(Self.usage)")
            }
        }
        guard let command = rest.popFirst() else { throw Fault(detail: "no command\n\(Self.usage)") }
        self.command = command
        self.rest = Array(rest)
    }

    /// The next word.
    mutating func next(_ name: String) throws -> String {
        guard !rest.isEmpty else { throw Fault(detail: "\(command) needs \(name)") }
        return rest.removeFirst()
    }

    /// What is left, as `FIELD=VALUE`. `null` is none; `order` is a number.
    func fields() throws -> JSONObject {
        var fields = JSONObject()
        for word in rest {
            guard let mark = word.firstIndex(of: "=") else { throw Fault(detail: "\(word) is no FIELD=VALUE") }
            let name = String(word[..<mark])
            let value = String(word[word.index(after: mark)...])
            if value == "null" {
                fields[name] = .null
            } else if name == "order", let number = Int64(value) {
                fields[name] = .number(JSONNumber(number))
            } else {
                fields[name] = .string(value)
            }
        }
        return fields
    }
}
