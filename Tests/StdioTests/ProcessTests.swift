import CaravanProtocol
import Foundation
import TestThreads
import Testing

/// Whole processes: `ControlServer stdio`, as a shell or another program starts it.
@Suite("Stdio: processes", .blocking, .serialized, .timeLimit(.minutes(5)))
struct ProcessTests {
    /// Beside the program that runs the tests.
    private static let server = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        .deletingLastPathComponent().appendingPathComponent("ControlServer")

    private final class Child {
        let process = Process()
        let input = Foundation.Pipe()
        let output = Foundation.Pipe()
        let errors = Foundation.Pipe()

        init(_ arguments: [String] = ["stdio"]) throws {
            process.executableURL = ProcessTests.server
            process.arguments = arguments
            process.standardInput = input
            process.standardOutput = output
            process.standardError = errors
            try process.run()
        }

        func send(_ line: [UInt8]) { input.fileHandleForWriting.write(Data(line + [0x0A])) }

        func residentKibibytes() throws -> Int {
            let status = try String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)
            let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS") }
            return try #require(line?.split(whereSeparator: { !$0.isNumber }).first.flatMap { Int($0) })
        }

        /// Waits for the end of the process; one that does not end is killed and is an issue.
        func waitUntilExit() {
            let deadline = ContinuousClock.now + .seconds(20)
            while process.isRunning, ContinuousClock.now < deadline { Thread.sleep(forTimeInterval: 0.005) }
            guard process.isRunning else { return }
            Issue.record("the process does not end")
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
        }

        func readLine() -> [UInt8] {
            var line: [UInt8] = []
            while let byte = output.fileHandleForReading.readData(ofLength: 1).first, byte != 0x0A { line.append(byte) }
            return line
        }
    }

    @Test func strayPrintsNeverReachTheClient() throws {
        let child = try Child(["stdio", "ann"])
        child.send(Array(#"{"jsonrpc":"2.0","id":1,"method":"control.print","params":{"text":"stray words"}}"#.utf8))
        child.send(Array(#"{"jsonrpc":"2.0","id":2,"method":"control.whoami"}"#.utf8))
        try child.input.fileHandleForWriting.close()
        let output = Array(child.output.fileHandleForReading.readDataToEndOfFile())
        let errors = String(decoding: child.errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        child.waitUntilExit()
        #expect(child.process.terminationStatus == 0)
        #expect(
            try output.split(separator: 0x0A).map { try JSONReader.parse($0) } == [
                ["jsonrpc": "2.0", "id": 1, "result": [:]],
                ["jsonrpc": "2.0", "id": 2, "result": ["caller": "bearer:ann"]],
            ])
        #expect(errors.contains("stray words"))
    }

    @Test func throughAShell() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("shell-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let input = (0..<100 as Range<Int64>).map { request(.number(JSONNumber($0))) }.joined(separator: [0x0A])
        try Data(input).write(to: folder.appendingPathComponent("requests.jsonl"))
        let shell = Process()
        shell.executableURL = URL(fileURLWithPath: "/bin/sh")
        shell.arguments = ["-c", "'\(Self.server.path)' stdio < requests.jsonl > answers.jsonl"]
        shell.currentDirectoryURL = folder
        shell.standardError = FileHandle.nullDevice
        try shell.run()
        shell.waitUntilExit()
        #expect(shell.terminationStatus == 0)
        let answers = try Data(contentsOf: folder.appendingPathComponent("answers.jsonl"))
        #expect(
            try answers.split(separator: 0x0A).map { try JSONReader.parse(Array($0)) }
                == (0..<100).map { answer(.number(JSONNumber($0))) })
    }

    @Test func anEndlessLineTakesNoMemory() throws {
        let child = try Child()
        child.send(request("before"))
        #expect(try JSONReader.parse(child.readLine()) == answer("before"))
        let before = try child.residentKibibytes()
        let piece = Data(repeating: UInt8(ascii: "y"), count: 1 << 20)
        for _ in 0..<200 { child.input.fileHandleForWriting.write(piece) }
        #expect(try child.residentKibibytes() - before < 16 * 1024, "a 200 MiB line may not be kept")
        child.send([])
        #expect(try JSONReader.parse(child.readLine())["error"]?["code"] == -32600)
        child.send(request("after"))
        #expect(try JSONReader.parse(child.readLine()) == answer("after"))
        try child.input.fileHandleForWriting.close()
        child.waitUntilExit()
        #expect(child.process.terminationStatus == 0)
    }

    @Test func terminationEndsItWithStatusZero() throws {
        let child = try Child()
        child.send(request(1))
        #expect(try JSONReader.parse(child.readLine()) == answer(1))
        let begun = ContinuousClock.now
        child.process.terminate()
        child.waitUntilExit()
        #expect(child.process.terminationStatus == 0)
        #expect(ContinuousClock.now - begun < .seconds(10))
    }

    @Test func aReaderThatGoesAwayEndsTheProcess() throws {
        let child = try Child()
        child.send(request(1))
        #expect(try JSONReader.parse(child.readLine()) == answer(1))
        try child.output.fileHandleForReading.close()
        child.waitUntilExit()
        #expect(child.process.terminationReason == .exit)
        #expect(child.process.terminationStatus == 0)
    }

    @Test func itDoesNotWaitBusily() throws {
        let child = try Child()
        child.send(request(1))
        #expect(try JSONReader.parse(child.readLine()) == answer(1))
        let before = try processorTicks(child.process.processIdentifier)
        Thread.sleep(forTimeInterval: 0.5)
        #expect(try processorTicks(child.process.processIdentifier) - before <= 2)
        child.process.terminate()
        child.waitUntilExit()
    }

    /// Hundredths of a second.
    private func processorTicks(_ process: Int32) throws -> Int {
        let fields = try String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8).split(separator: " ")
        return try #require(Int(fields[13])) + #require(Int(fields[14]))
    }
}
