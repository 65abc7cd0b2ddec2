import CaravanProtocol
import Foundation
import ProgramSupport

/// The README's tour: its blocks of shell, run as a newcomer would, and what must come out.
struct Tour {
    /// The blocks in their order.
    let blocks: [String]

    init() throws {
        let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let text = try String(contentsOf: root.appendingPathComponent("README.md"), encoding: .utf8)
        blocks = Self.blocks(of: text)
    }

    /// What stands between lines of ```` ```sh ```` and ```` ``` ````.
    static func blocks(of text: String) -> [String] {
        var blocks: [String] = []
        var block: [Substring]?
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line == "```sh" {
                block = []
            } else if line == "```", let lines = block {
                blocks.append(lines.joined(separator: "\n") + "\n")
                block = nil
            } else {
                block?.append(line)
            }
        }
        return blocks
    }

    /// Runs it in one shell in the server's home, with `caravan` in the path.
    func run(at server: RunningProgram, _ edit: (String) -> String = { $0 }) throws -> Outcome {
        let place = server.place
        let programs = place.path + "/bin"
        try FileManager.default.createDirectory(atPath: programs, withIntermediateDirectories: true)
        try? FileManager.default.createSymbolicLink(
            atPath: programs + "/caravan", withDestinationPath: BuiltProgram.caravan)
        let script = blocks.joined().replacingOccurrences(of: "127.0.0.1:8080", with: "127.0.0.1:\(server.port)")
        let file = try place.file("tour.sh", edit("cd \"$HOME\"\n" + script))
        let path = programs + ":" + (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin")
        return try place.run(
            "/bin/bash", ["-eu", "-o", "pipefail", file], environment: ["PATH": path])
    }

    /// The JSON values that stand one after the other, with or without space between.
    static func values(of text: String) throws -> [JSONValue] {
        var values: [JSONValue] = []
        var depth = 0
        var isText = false
        var isEscaped = false
        var value: [UInt8] = []
        for byte in text.utf8 {
            value.append(byte)
            switch byte {
            case _ where isEscaped: isEscaped = false
            case UInt8(ascii: "\\"): isEscaped = isText
            case UInt8(ascii: "\""): isText.toggle()
            case UInt8(ascii: "{") where !isText: depth += 1
            case UInt8(ascii: "}") where !isText:
                depth -= 1
                guard depth == 0 else { continue }
                values.append(try JSONReader.parse(value))
                value = []
            default: break
            }
        }
        // What is left is no value, unless it is white space.
        if value.contains(where: { $0 > 0x20 }) { values.append(try JSONReader.parse(value)) }
        return values
    }

    /// What is wrong with a tour's outcome; nothing if it went as the README tells.
    static func faults(of outcome: Outcome) -> [String] {
        var faults: [String] = []
        if outcome.status != 0 { faults.append("the shell ended with \(outcome.status): \(outcome.errors)") }
        guard let values = try? values(of: outcome.output) else { return faults + ["an answer is no JSON"] }
        faults += values.filter { $0["code"] != nil || $0["error"] != nil }.map { "refused: \($0)" }
        func expect(_ what: String, _ isSo: Bool) { if !isSo { faults.append("not so: " + what) } }
        expect("ann is who asks", values.first?["username"] == "ann")
        expect("a trip of hers", values.contains { $0["title"] == "Portugal by train" && $0["role"] == "owner" })
        expect("ben is an editor", values.contains { $0["user"]?["username"] == "ben" && $0["role"] == "editor" })
        expect("Porto comes first", values.contains { $0["name"] == "Porto" && $0["order"] == 0 })
        expect(
            "a time of Lisbon",
            values.contains { $0["title"] == "Tram 28" && $0["start_time"] == "2031-05-06T09:00:00Z" })
        expect("it is done", values.contains { $0["title"] == "Tram 28" && $0["completed_at"]?.string != nil })
        let log = values.first { $0["results"] != nil }?["results"]?.elements.compactMap { $0["type"]?.string }
        expect(
            "the log",
            log == [
                "trip.created", "member.added", "destination.created", "destination.created", "destination.updated",
                "destination.updated", "activity.created", "activity.completed",
            ])
        let answers = values.filter { $0["jsonrpc"] == "2.0" }.map { $0["result"] }
        guard answers.count == 3 else { return faults + ["\(answers.count) answers over stdio"] }
        expect("the trip is planned", answers[0]?["status"] == "planned")
        expect("their order", answers[1]?["results"]?.elements.map { $0["name"] } == ["Porto", "Lisbon"])
        expect("stdio sees what is done", answers[2]?["completed_by"] == values.first?["id"])
        return faults
    }
}
