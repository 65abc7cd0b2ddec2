import CaravanProtocol
import CaravanStdio
import Foundation
import Testing
import TransportConformance
import TransportControl

/// What stdio is: two pipes, or two regular files, as a shell's `<` and `>` make them.
enum Serving: String, CaseIterable {
    case pipes, files

    /// Everything that the transport writes for this input.
    func answer(_ input: [UInt8], _ application: ControlApplication = ControlApplication()) async throws -> [UInt8] {
        switch self {
        case .pipes: try await throughPipes(input, application)
        case .files: try await throughFiles(input, application)
        }
    }

    /// The answers to this input, each a line of its own.
    func answers(_ input: [UInt8], _ application: ControlApplication = ControlApplication()) async throws -> [JSONValue]
    {
        let output = try await answer(input, application)
        guard !output.isEmpty else { return [] }
        #expect(output.last == UInt8(ascii: "\n"), "the last line has no newline")
        #expect(!output.contains(UInt8(ascii: "\r")))
        return try output.dropLast().split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
            .map { try JSONReader.parse($0) }
    }

    private func throughPipes(_ input: [UInt8], _ application: ControlApplication) async throws -> [UInt8] {
        let requests = try PipeEnds.make()
        let answers = try PipeEnds.make()
        let transport = StdioTransport(input: requests.reading, output: answers.writing)
        async let output = Self.onThread {
            defer { close(answers.reading) }
            return FileHandle(fileDescriptor: answers.reading, closeOnDealloc: false).readDataToEndOfFile()
        }
        async let written: Void = Self.onThread {
            FileHandle(fileDescriptor: requests.writing, closeOnDealloc: false).write(Data(input))
            close(requests.writing)
        }
        try await transport.run(application)
        close(answers.writing)
        await written
        close(requests.reading)
        return Array(await output)
    }

    private func throughFiles(_ input: [UInt8], _ application: ControlApplication) async throws -> [UInt8] {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("stdio-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (requests, answers) = (folder.appendingPathComponent("in"), folder.appendingPathComponent("out"))
        try Data(input).write(to: requests)
        try Data().write(to: answers)
        let reading = try FileHandle(forReadingFrom: requests)
        let writing = try FileHandle(forWritingTo: answers)
        try await StdioTransport(input: reading.fileDescriptor, output: writing.fileDescriptor).run(application)
        return Array(try Data(contentsOf: answers))
    }

    /// Waits on a thread of its own for what blocks.
    static func onThread<R: Sendable>(_ body: @escaping @Sendable () -> R) async -> R {
        await withCheckedContinuation { continuation in
            Thread.detachNewThread { continuation.resume(returning: body()) }
        }
    }
}

/// A request that is answered with its title.
func request(_ id: JSONValue, title: String = "x") -> [UInt8] {
    var writer = JSONWriter()
    writer.value(["jsonrpc": "2.0", "id": id, "method": "control.make", "params": ["title": .string(title)]])
    return writer.bytes
}

func answer(_ id: JSONValue, title: String = "x") -> JSONValue {
    ["jsonrpc": "2.0", "id": id, "result": ["title": .string(title)]]
}
