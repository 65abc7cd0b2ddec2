import Testing

@testable import CaravanWebSocket

@Suite("UTF-8, as it comes")
struct UTF8CheckTests {
    /// Whether the bytes may stand in a text, however they are cut, and whether they are whole characters.
    private static func check(_ bytes: [UInt8], step: Int) -> (isText: Bool, isComplete: Bool) {
        var check = UTF8Check()
        var rest = bytes[...]
        while !rest.isEmpty {
            let part = Array(rest.prefix(step))
            rest = rest.dropFirst(step)
            guard part.withUnsafeBytes({ check.take($0) }) else { return (false, false) }
        }
        return (true, check.isComplete)
    }

    @Test(arguments: [1, 2, 3, 7, 1000])
    func isWhatTheStandardLibraryTakes(_ step: Int) {
        var samples: [[UInt8]] = [Array("κόσμε ключ 🧭 plain text that is longer than eight bytes".utf8), []]
        for first in UInt8.min...UInt8.max {
            for second in [0x00, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xFF] as [UInt8] {
                samples.append([0x41, first, second])
                samples.append([first, second, 0x80])
                samples.append([first, second, 0x80, 0x80])
                samples.append([first, second, 0xBF, 0xC1])
            }
        }
        for sample in samples {
            let found = Self.check(sample, step: step)
            #expect(
                (found.isText && found.isComplete) == (String(validating: sample, as: UTF8.self) != nil), "\(sample)")
        }
    }

    @Test func failsAtTheFirstWrongByte() {
        for bytes in [[0xF4, 0x90], [0xED, 0xA0], [0xC0], [0xE0, 0x9F], [0xF8], [0x80], [0xE2, 0x28]] as [[UInt8]] {
            #expect(!Self.check(bytes, step: 1).isText, "\(bytes)")
        }
        #expect(Self.check([0xE2, 0x82], step: 1) == (true, false))
    }
}
