import Foundation

/// A directory of one test, gone with it: the home of whoever runs the program, and where the program's outputs go.
public final class Place: Sendable {
    public let path: String

    /// An empty home.
    public init() throws {
        var name = Array((NSTemporaryDirectory() + "caravan-XXXXXX").utf8CString)
        let isMade = name.withUnsafeMutableBufferPointer { $0.baseAddress.map { mkdtemp($0) != nil } ?? false }
        guard isMade else { throw ProgramFailure("no directory can be made: \(errno)") }
        path = String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
        try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    public var home: String { path + "/home" }
    /// Where the program keeps its data unless it is told otherwise.
    public var data: String { home + "/.local/share/caravan" }
    public var database: String { data + "/caravan.db" }

    /// Writes a file and answers its path.
    @discardableResult
    public func file(_ name: String, _ text: String) throws -> String {
        let file = path + "/" + name
        try Data(text.utf8).write(to: URL(fileURLWithPath: file))
        return file
    }

    /// The text of a file; empty where there is none.
    public func text(_ name: String) -> String {
        String(decoding: FileManager.default.contents(atPath: path + "/" + name) ?? Data(), as: UTF8.self)
    }

    /// Every file and directory below the data directory with the bytes that it has; empty where there is none.
    public func dataFiles() -> [String: [UInt8]] { Self.files(in: data) }

    /// The files below a directory, by their paths in it.
    public static func files(in directory: String) -> [String: [UInt8]] {
        let names = FileManager.default.enumerator(atPath: directory)?.compactMap { $0 as? String } ?? []
        let contents = names.compactMap { name in
            FileManager.default.contents(atPath: directory + "/" + name).map { (name, Array($0)) }
        }
        return Dictionary(uniqueKeysWithValues: contents)
    }

    /// The permissions of a file or directory.
    public func mode(_ file: String) throws -> Int {
        let attributes = try FileManager.default.attributesOfItem(atPath: file)
        return (attributes[.posixPermissions] as? NSNumber)?.intValue ?? -1
    }

    /// The environment of the programs that this place's inhabitant starts: nothing of the tests' own.
    func environment(_ more: [String: String]) -> [String: String] {
        let kept = ["PATH", "LD_LIBRARY_PATH"].compactMap { name in
            ProcessInfo.processInfo.environment[name].map { (name, $0) }
        }
        let own = ["HOME": home, "TMPDIR": path, "http_proxy": "", "no_proxy": "*"]
        return Dictionary(uniqueKeysWithValues: kept).merging(own) { $1 }.merging(more) { $1 }
    }
}
