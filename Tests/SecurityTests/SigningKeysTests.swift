import CaravanSystem
import FoundationEssentials
import Testing

@testable import CaravanSecurity

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

@Suite("Signing keys")
struct SigningKeysTests {
    private func withDirectory(_ body: (String) throws -> Void) throws {
        let path = FileManager.default.temporaryDirectory.path + "/caravan-keys-\(UInt64.random(in: 0...(.max)))"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: path) }
        try body(path)
    }

    private func line(_ byte: UInt8, count: Int = 32) -> String {
        Data(repeating: byte, count: count).base64EncodedString()
    }

    @Test func aFileIsCreatedOnceAndForItsOwnerOnly() throws {
        try withDirectory { directory in
            let path = directory + "/signing.key"
            let made = try SigningKeys.readOrCreate(path, random: SystemRandom())
            #expect(made.keys.count == 1)
            var status = stat()
            #expect(stat(path, &status) == 0)
            #expect(status.st_mode & 0o777 == 0o600)
            #expect(try SigningKeys.readOrCreate(path, random: SystemRandom()).keys == made.keys)
            #expect(try SigningKeys.read(path).keys == made.keys)
            #expect(try FileManager.default.contentsOfDirectory(atPath: directory) == ["signing.key"])
        }
    }

    @Test func linesAreKeysInTheirOrder() throws {
        let keys = try SigningKeys(parsing: "\(line(1))\r\n\n  \(line(2)) \n\(line(3))")
        #expect(keys.keys.map(\.first) == [1, 2, 3])
    }

    @Test func wrongLinesAreNamed() {
        for (text, error) in [
            ("", SigningKeysError.noKeys), ("\n\n", .noKeys), (line(1) + "\nnonsense!", .badLine(2)),
            ("\n" + line(1, count: 31), .badLine(2)), (line(1, count: 33), .badLine(1)),
            (line(1).dropLast() + "", .badLine(1)),
        ] {
            #expect(throws: error) { try SigningKeys(parsing: String(text)) }
        }
        #expect(throws: SigningKeysError.badLine(2)) { try SigningKeys([[UInt8](repeating: 1, count: 32), [1]]) }
    }

    @Test func wrongFilesAreErrors() throws {
        try withDirectory { directory in
            let missing = directory + "/missing.key"
            #expect(throws: SigningKeysError.missing(missing)) { try SigningKeys.read(missing) }
            #expect(throws: SigningKeysError.self) { try SigningKeys.read(directory) }
            let nowhere = directory + "/no/such/signing.key"
            let error = #expect(throws: SigningKeysError.self) {
                try SigningKeys.readOrCreate(nowhere, random: SystemRandom())
            }
            #expect(error?.description.contains(nowhere) == true)
        }
    }
}
